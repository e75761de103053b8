import fc from "fast-check";

/** How each kind of hole in a template is filled. */
export type Fillings = Readonly<Record<string, fc.Arbitrary<string>>>;

/**
 * The texts a template stands for: `<name>` is filled by what is given for that name,
 * `«-a|-b|-c 3»` by some of the choices in any order, `‹x|y›` by one of them.
 */
export function arbitraryText(template: string, fillings: Fillings): fc.Arbitrary<string> {
  const parts = template.split(/(<[a-z-]+>|«[^»]*»|‹[^›]*›)/).map((part) => {
    const inside = part.slice(1, -1);
    if (part.startsWith("«")) return someOf(inside.split("|"));
    if (part.startsWith("‹")) return fc.constantFrom(...inside.split("|"));
    return (/^<[a-z-]+>$/.test(part) ? fillings[inside] : undefined) ?? fc.constant(part);
  });
  return fc.tuple(...parts).map((texts) => texts.join(""));
}

function someOf(choices: readonly string[]): fc.Arbitrary<string> {
  const maxLength = Math.min(3, choices.length);
  return fc.shuffledSubarray([...choices], { maxLength }).map((chosen) => chosen.join(" "));
}
