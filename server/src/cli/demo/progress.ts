const width = 40;

/** Draws a bar on standard error: one that grows on a terminal, a line for each tenth elsewhere. Gives the function that moves it on. */
export function drawProgress(total: number, unit: string, out: NodeJS.WriteStream = process.stderr): (done: number) => void {
  let tenth = 0;
  return (done) => {
    const share = total === 0 ? 1 : done / total;
    const text = `${done} of ${total} ${unit}`;
    if (out.isTTY) {
      const filled = Math.round(share * width);
      out.write(`\r[${"#".repeat(filled)}${" ".repeat(width - filled)}] ${text}${done === total ? "\n" : ""}`);
    } else if (Math.floor(share * 10) > tenth) {
      tenth = Math.floor(share * 10);
      out.write(`${tenth * 10} %: ${text}\n`);
    }
  };
}
