import type { Expression, Statement } from "./syntax.ts";
import { NotFollowed } from "./syntax.ts";
import { type Action, isTrue, listOf, type Named, type Run, type Value } from "./values.ts";

/** What a language brings along. */
export interface Library {
  /** By their whole names: `os.path.exists`, `unlink`. */
  readonly functions: Readonly<Record<string, Action>>;
  /** What is called on a value, which is the first of the words. */
  readonly methods: Readonly<Record<string, Action>>;
  readonly constants: Readonly<Record<string, Value>>;
}

/** Carries out statements one after the other. */
export class Evaluator {
  readonly variables = new Map<string, Value>();
  /** Names brought in from modules, with what they stand for. */
  readonly imported = new Map<string, string>();
  private readonly run: Run;
  private readonly library: Library;

  constructor(run: Run, library: Library) {
    this.run = run;
    this.library = library;
  }

  perform(statements: readonly Statement[]): void {
    for (const statement of statements) this.statement(statement);
  }

  private statement(statement: Statement): void {
    switch (statement.kind) {
      case "expression":
        this.evaluate(statement.expression);
        break;
      case "assign":
        this.variables.set(statement.name, this.evaluate(statement.value));
        break;
      case "if":
        if (isTrue(this.evaluate(statement.condition)) !== statement.isNegated) {
          this.perform(statement.body);
        }
        break;
      case "for":
        for (const item of listOf(this.evaluate(statement.list))) {
          this.variables.set(statement.variable, item);
          this.perform(statement.body);
        }
        break;
    }
  }

  evaluate(expression: Expression): Value {
    switch (expression.kind) {
      case "value":
        return expression.value;
      case "list":
        return expression.items.map((item) => this.evaluate(item));
      case "name":
        return this.named(expression.name);
      case "operator":
        return this.operate(expression);
      case "each":
        return this.each(expression);
      case "call":
        return this.call(expression);
    }
  }

  private operate({ operator, left, right }: Expression & { readonly kind: "operator" }): Value {
    const first = this.evaluate(left);
    if (operator === "and") return isTrue(first) ? this.evaluate(right) : first;
    if (operator === "or") return isTrue(first) ? first : this.evaluate(right);
    return calculate(operator, first, this.evaluate(right));
  }

  private each({ item, variable, list, filter }: Expression & { readonly kind: "each" }): Value {
    return listOf(this.evaluate(list)).flatMap((value) => {
      this.variables.set(variable, value);
      const isTaken = filter === undefined || isTrue(this.evaluate(filter));
      return isTaken ? [this.evaluate(item)] : [];
    });
  }

  private named(name: string): Value {
    const value = this.variables.get(name) ?? this.library.constants[name];
    if (value === undefined) throw new NotFollowed();
    return value;
  }

  private call(expression: Expression & { readonly kind: "call" }): Value {
    const { target, name, words, named } = expression;
    const values = words.map((word) => this.evaluate(word));
    const options = new Map([...named].map(([key, value]) => [key, this.evaluate(value)]));
    if (target !== undefined) return this.method(this.evaluate(target), name, values, options);
    const dot = name.indexOf(".");
    const root = dot < 0 ? undefined : this.variables.get(name.slice(0, dot));
    const rootOrConstant =
      root ?? (dot < 0 ? undefined : this.library.constants[name.slice(0, dot)]);
    if (rootOrConstant !== undefined) {
      return this.method(rootOrConstant, name.slice(dot + 1), values, options);
    }
    return this.function(this.imported.get(name) ?? name, values, options);
  }

  private method(target: Value, name: string, words: readonly Value[], named: Named): Value {
    if (typeof target === "object" && target !== null && "kind" in target) {
      if (target.kind === "module") return this.function(`${target.name}.${name}`, words, named);
    }
    const method = own(this.library.methods, name);
    if (method === undefined) throw new NotFollowed();
    return method(this.run, [target, ...words], named);
  }

  private function(name: string, words: readonly Value[], named: Named): Value {
    const action = own(this.library.functions, name);
    if (action === undefined) throw new NotFollowed();
    return action(this.run, words, named);
  }
}

function own(table: Readonly<Record<string, Action>>, name: string): Action | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

function calculate(operator: string, left: Value, right: Value): Value {
  if (operator === "==") return left === right;
  if (operator === "!=") return left !== right;
  if (typeof left === "number" && typeof right === "number") {
    return operator === "+" ? left + right : left * right;
  }
  if (operator === "+" && typeof left === "string" && typeof right === "string")
    return left + right;
  if (operator === "+" && Array.isArray(left) && Array.isArray(right)) return [...left, ...right];
  const [text, times] = typeof left === "string" ? [left, right] : [right, left];
  if (operator === "*" && typeof text === "string" && typeof times === "number") {
    if (text.length * times < 1_000_000) return text.repeat(Math.max(0, times));
  }
  throw new NotFollowed();
}
