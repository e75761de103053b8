/** A short program taken apart. Whatever goes beyond this is not followed. */
export type Expression =
  | { readonly kind: "value"; readonly value: string | number }
  /** Python's `f"{x}.txt"`: texts and values put together. */
  | { readonly kind: "format"; readonly parts: readonly Expression[] }
  | { readonly kind: "table"; readonly entries: readonly (readonly [Expression, Expression])[] }
  | {
      readonly kind: "slice";
      readonly of: Expression;
      readonly from?: Expression;
      readonly to?: Expression;
    }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | { readonly kind: "name"; readonly name: string }
  | {
      readonly kind: "call";
      /** What a method is called on; absent for functions. */
      readonly target?: Expression;
      readonly name: string;
      readonly words: readonly Expression[];
      readonly named: ReadonlyMap<string, Expression>;
    }
  /** Perl's `open my $f, …`: what is opened gets a name; the value tells whether it was. */
  | { readonly kind: "bind"; readonly name: string; readonly value: Expression }
  | {
      readonly kind: "operator";
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    }
  /** Python's `[f(x) for x in xs if g(x)]`. */
  | {
      readonly kind: "each";
      readonly item: Expression;
      readonly variable: string;
      readonly list: Expression;
      readonly filter?: Expression;
    };

export type Statement =
  | { readonly kind: "expression"; readonly expression: Expression }
  | { readonly kind: "assign"; readonly name: string; readonly value: Expression }
  /** `a, b = value` */
  | { readonly kind: "unpack"; readonly names: readonly string[]; readonly value: Expression }
  /** `table[key] = value` */
  | {
      readonly kind: "put";
      readonly name: string;
      readonly key: Expression;
      readonly value: Expression;
    }
  | { readonly kind: "leave"; readonly how: "break" | "continue" }
  | {
      readonly kind: "try";
      readonly body: readonly Statement[];
      /** Name of the error that is caught; absent for any. */
      readonly error?: string;
      readonly handler: readonly Statement[];
    }
  | {
      readonly kind: "for";
      /** Several take the parts of each item. */
      readonly variable: string | readonly string[];
      readonly list: Expression;
      readonly body: readonly Statement[];
      /** What the variable held before comes back afterwards, as in Perl. */
      readonly isLocal?: boolean;
    }
  | {
      readonly kind: "if";
      readonly condition: Expression;
      readonly isNegated: boolean;
      readonly body: readonly Statement[];
      readonly otherwise?: readonly Statement[];
    };

/** The text goes beyond what is followed. */
export class NotFollowed extends Error {}
