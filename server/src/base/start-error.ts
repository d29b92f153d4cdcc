/** Why a command cannot even begin, in words for whoever runs it: a wrong setting, a taken port, a taken folder. Exit code 2. */
export class StartError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "StartError";
  }
}
