import type { Answer } from "../../catalog/table.ts";

/** What a format may know besides the answer. */
export interface PrintContext {
  /** `Module.action`. */
  readonly method: string;
  /** The title of a column, where the request asks for titles (`translateColumnNames`); else its name. */
  readonly titleOf: (column: string) => string;
  /** Whether titles are asked for. */
  readonly titled: boolean;
  /** The language of titles; English where not said. */
  readonly language: string | undefined;
  /** Whether delimited text is UTF-16, as spreadsheets want it. */
  readonly wide: boolean;
  /** Name of a file to save the answer in, without its ending. */
  readonly fileName: string;
  /** The function that wraps JSON, for clients that load it as a script. */
  readonly callback: string | undefined;
  /** The address under which this server is reached, with a trailing slash. */
  readonly baseUrl: string;
  /** Now, milliseconds since 1970. */
  readonly now: number;
}

/** A text or its bytes; or, where that would be too large, parts of it in their order, to be read once. */
export type Body = string | Buffer | Iterable<string | Buffer> | AsyncIterable<string | Buffer>;

export interface Printed {
  /** Content-Type. */
  readonly type: string;
  readonly body: Body;
  /** Name under which a browser saves it; undefined for what it shows. */
  readonly fileName?: string;
  /** Whether a browser shows it all the same. */
  readonly isShown?: boolean;
}

/** A way to print answers. */
export interface Format {
  print(answer: Answer, context: PrintContext): Printed;
  /** For a call that has nothing to tell but that it was done. */
  done(context: PrintContext): Printed;
  error(message: string, context: PrintContext): Printed;
  /** What stands around the rows in the printed text of a table that has some; undefined where tables are refused. */
  readonly frame?: (text: string) => Frame;
}

export interface Frame {
  /** Characters before the first row, */
  readonly before: number;
  /** and behind the last one. */
  readonly behind: number;
  /** What parts one row from the next. */
  readonly between: string;
}

/** An error in formats that have no form for it. */
export function plainError(message: string): Printed {
  return { type: "text/plain; charset=utf-8", body: `Error: ${message}` };
}
