import { NotFollowed } from "./syntax.ts";
import type { Token } from "./tokens.ts";

/**
 * What `my` declares within a block ends with it. Here a name stands for one value throughout, so
 * such a name is followed only where it is used nowhere else than behind its declaration there.
 */
export function checkScopes(tokens: readonly Token[]): void {
  const scopes = tokens.flatMap((token, at) => {
    const declared = isMark(token, "my") ? nameOf(tokens[at + 1]) : undefined;
    const end = declared === undefined ? undefined : endOfBlock(tokens, at);
    return declared === undefined || end === undefined ? [] : [{ declared, from: at, end }];
  });
  for (const { declared } of scopes) {
    const own = scopes.filter((scope) => scope.declared === declared);
    const isNested = own.some((one) =>
      own.some((other) => other.from > one.from && other.from < one.end),
    );
    const isOutside = tokens.some((token, at) => {
      const isInside = own.some(({ from, end }) => at > from && at < end);
      return mentions(token, declared) && !isInside;
    });
    if (isNested || isOutside) throw new NotFollowed();
  }
}

/** Where the block that holds the token ends; undefined where none does. */
function endOfBlock(tokens: readonly Token[], at: number): number | undefined {
  let depth = 0;
  const end = tokens.findIndex((token, index) => {
    if (index <= at) return false;
    if (isMark(token, "{")) depth += 1;
    if (isMark(token, "}")) depth -= 1;
    return depth < 0;
  });
  return end < 0 ? undefined : end;
}

function isMark(token: Token, text: string): boolean {
  return (token.kind === "mark" || token.kind === "name") && token.text === text;
}

/** Without its sign: `$a[0]` belongs to `@a`. */
function nameOf(token: Token | undefined): string | undefined {
  return token?.kind === "name" && /^[$@]/.test(token.text) ? token.text.slice(1) : undefined;
}

function mentions(token: Token, name: string): boolean {
  if (token.kind !== "text" || token.isFormat !== true) return nameOf(token) === name;
  return new RegExp(`\\$\\{?${name}(?!\\w)`).test(token.text);
}
