import type { Readable } from "node:stream";

/** Bytes of a request at the most. */
const longestRequest = 64 << 20;

/** What comes in on the helper's standard input. */
export interface HelperInput {
  /** The first line; undefined where the input ends before it does, or it is far too long. */
  readonly first: Promise<string | undefined>;
  /** Settles when nobody can say anything any more. */
  readonly ended: Promise<void>;
  /** Calls back when somebody says `stop`. */
  onStop(act: () => void): void;
}

export function readInput(stream: Readable): HelperInput {
  let text = "";
  let stop = (): void => undefined;
  let isFirstRead = false;
  const first = Promise.withResolvers<string | undefined>();
  const ended = Promise.withResolvers<void>();
  stream.setEncoding("utf8");
  stream.on("data", (part: string) => {
    text += part;
    if (text.length > longestRequest) stream.destroy();
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n")) {
      const line = text.slice(0, end);
      text = text.slice(end + 1);
      if (isFirstRead && line === "stop") stop();
      isFirstRead = true;
      first.resolve(line);
    }
  });
  const end = (): void => {
    first.resolve(undefined);
    ended.resolve();
  };
  stream.on("end", end).on("error", end).on("close", end);
  return {
    first: first.promise,
    ended: ended.promise,
    onStop: (act) => {
      stop = act;
    },
  };
}
