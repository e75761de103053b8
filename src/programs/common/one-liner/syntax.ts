/** A short program taken apart. Whatever goes beyond this is not followed. */
export type Expression =
  | { readonly kind: "value"; readonly value: string | number }
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
  | {
      readonly kind: "for";
      readonly variable: string;
      readonly list: Expression;
      readonly body: readonly Statement[];
    }
  | {
      readonly kind: "if";
      readonly condition: Expression;
      readonly isNegated: boolean;
      readonly body: readonly Statement[];
    };

/** The text goes beyond what is followed. */
export class NotFollowed extends Error {}
