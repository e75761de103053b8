import { joinParts, pathValue } from "./path-parts.ts";
import type { Expression, Statement } from "./syntax.ts";
import { NotFollowed } from "./syntax.ts";
import {
  type Action,
  isTrue,
  itemsOf,
  listOf,
  type Named,
  Raised,
  type Run,
  textOf,
  type Value,
} from "./values.ts";

/** What a language brings along. */
export interface Library {
  /** By their whole names: `os.path.exists`, `unlink`. */
  readonly functions: Readonly<Record<string, Action>>;
  /** What is called on a value, which is the first of the words. */
  readonly methods: Readonly<Record<string, Action>>;
  readonly constants: Readonly<Record<string, Value>>;
}

/** A loop is left, or its next round begun. */
class Left extends Error {
  readonly how: "break" | "continue";

  constructor(how: "break" | "continue") {
    super();
    this.how = how;
  }
}

/** What errors of files are called by a language; undefined where it is none of them. */
const errorNames: Readonly<Record<string, readonly string[]>> = {
  FileNotFoundError: ["ENOENT"],
  FileExistsError: ["EEXIST"],
  PermissionError: ["EACCES", "EPERM"],
};

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
        } else this.perform(statement.otherwise ?? []);
        break;
      case "for":
        if (statement.isLocal === true) this.loopLocally(statement);
        else this.loop(statement);
        break;
      case "unpack":
        this.unpack(statement.names, this.evaluate(statement.value));
        break;
      case "put":
        this.put(statement);
        break;
      case "leave":
        throw new Left(statement.how);
      case "try":
        this.attempt(statement);
        break;
    }
  }

  private loopLocally(statement: Statement & { readonly kind: "for" }): void {
    const name = String(statement.variable);
    const before = this.variables.get(name);
    this.loop(statement);
    if (before === undefined) this.variables.delete(name);
    else this.variables.set(name, before);
  }

  private loop({ variable, list, body }: Statement & { readonly kind: "for" }): void {
    for (const item of this.items(this.evaluate(list))) {
      if (typeof variable === "string") this.variables.set(variable, item);
      else this.unpack(variable, item);
      try {
        this.perform(body);
      } catch (error) {
        if (!(error instanceof Left)) throw error;
        if (error.how === "break") return;
      }
    }
  }

  /** Of an opened file, its rows. */
  private items(value: Value): Iterable<Value> {
    const isFile = typeof value === "object" && value !== null && "kind" in value;
    if (!isFile || value.kind !== "handle") return itemsOf(value);
    return itemsOf(this.method(value, "readlines", [], new Map()));
  }

  private unpack(names: readonly string[], value: Value): void {
    const items = listOf(value);
    if (items.length !== names.length) throw new NotFollowed();
    names.forEach((name, at) => {
      this.variables.set(name, items[at] ?? null);
    });
  }

  private put({ name, key, value }: Statement & { readonly kind: "put" }): void {
    const table = this.named(name);
    if (typeof table !== "object" || table === null || !("kind" in table)) throw new NotFollowed();
    if (table.kind !== "table") throw new NotFollowed();
    table.entries.set(textOf(this.evaluate(key)), this.evaluate(value));
  }

  private attempt({ body, error: name, handler }: Statement & { readonly kind: "try" }): void {
    try {
      this.perform(body);
    } catch (error) {
      if (!(error instanceof Raised)) throw error;
      const codes = name === undefined ? undefined : errorNames[name];
      const isAny = name === undefined || /^(?:OSError|IOError|Exception)$/.test(name);
      if (!isAny && (codes === undefined || error.message === "")) throw new NotFollowed();
      if (!isAny && codes?.includes(error.message) !== true) throw error;
      this.perform(handler);
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
      case "format":
        return this.format(expression.parts);
      case "table":
        return {
          kind: "table",
          entries: new Map(
            expression.entries.map(([key, value]) => [
              textOf(this.evaluate(key)),
              this.evaluate(value),
            ]),
          ),
        };
      case "bind":
        return this.bind(expression.name, this.evaluate(expression.value));
      case "slice":
        return this.slice(expression);
      case "call":
        return this.call(expression);
    }
  }

  private format(parts: readonly Expression[]): string {
    return parts
      .map((part) => this.evaluate(part))
      .map((value) => (Number.isSafeInteger(value) ? String(value) : textOf(value)))
      .join("");
  }

  private bind(name: string, value: Value): Value {
    if (value === 0) return 0;
    this.variables.set(name, value);
    return 1;
  }

  private slice({ of, from, to }: Expression & { readonly kind: "slice" }): Value {
    const value = this.evaluate(of);
    const bound = (end: Expression | undefined): number | undefined => {
      const number = end === undefined ? undefined : this.evaluate(end);
      if (number !== undefined && typeof number !== "number") throw new NotFollowed();
      return number;
    };
    if (typeof value === "string" || Array.isArray(value))
      return value.slice(bound(from), bound(to));
    throw new NotFollowed();
  }

  private operate({ operator, left, right }: Expression & { readonly kind: "operator" }): Value {
    const first = this.evaluate(left);
    // Perl alone takes it for false.
    if (first === "0" && /^(?:and|or|not)$/.test(operator)) throw new NotFollowed();
    if (operator === "and") return isTrue(first) ? this.evaluate(right) : first;
    if (operator === "or") return isTrue(first) ? first : this.evaluate(right);
    if (operator === "not") return !isTrue(first);
    return calculate(operator, first, this.evaluate(right));
  }

  private each({ item, variable, list, filter }: Expression & { readonly kind: "each" }): Value {
    const items: Value[] = [];
    for (const value of this.items(this.evaluate(list))) {
      this.variables.set(variable, value);
      if (filter === undefined || isTrue(this.evaluate(filter))) items.push(this.evaluate(item));
    }
    return items;
  }

  private named(name: string): Value {
    const value = this.variables.get(name) ?? this.library.constants[name];
    if (value !== undefined) return value;
    const [root = "", ...parts] = name.split(".");
    if (parts.length === 0) throw new NotFollowed();
    return this.attribute(this.named(root), parts);
  }

  /** `path.parent.name`: what belongs to a value, without brackets. */
  private attribute(value: Value, parts: readonly string[]): Value {
    const isModule = typeof value === "object" && value !== null && "kind" in value;
    if (isModule && value.kind === "module") {
      const constant = this.library.constants[`${value.name}.${parts.join(".")}`];
      if (constant === undefined) throw new NotFollowed();
      return constant;
    }
    return parts.reduce<Value>((of, part) => this.method(of, `.${part}`, [], new Map()), value);
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
      return this.onValue(rootOrConstant, name.slice(dot + 1).split("."), values, options);
    }
    const whole = dot < 0 ? undefined : this.imported.get(name.slice(0, dot));
    if (whole !== undefined) return this.function(whole + name.slice(dot), values, options);
    return this.function(this.imported.get(name) ?? name, values, options);
  }

  private onValue(
    root: Value,
    parts: readonly string[],
    words: readonly Value[],
    named: Named,
  ): Value {
    const isModule = typeof root === "object" && root !== null && "kind" in root;
    if (isModule && root.kind === "module") return this.method(root, parts.join("."), words, named);
    const target = parts.length === 1 ? root : this.attribute(root, parts.slice(0, -1));
    return this.method(target, parts.at(-1) ?? "", words, named);
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
  // Languages differ about values of two kinds.
  if (/^[!=]=$/.test(operator) && typeof left !== typeof right && left !== null && right !== null) {
    throw new NotFollowed();
  }
  if (operator === "==") return left === right;
  if (operator === "!=") return left !== right;
  if (operator === "in") return contains(left, right);
  if (operator === "index") return itemAt(left, right);
  if (operator === "/") return below(left, right);
  if (typeof left === "number" && typeof right === "number") {
    if (operator === "<") return left < right;
    if (operator === ">") return left > right;
    if (operator === "<=") return left <= right;
    if (operator === ">=") return left >= right;
    if (operator === "-") return left - right;
    if (operator !== "+" && operator !== "*") throw new NotFollowed();
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

function contains(item: Value, whole: Value): boolean {
  if (typeof whole === "string") return whole.includes(textOf(item));
  return listOf(whole).includes(item);
}

function itemAt(whole: Value, key: Value): Value {
  if (typeof whole === "object" && whole !== null && "kind" in whole && whole.kind === "table") {
    const value = whole.entries.get(textOf(key));
    if (value === undefined) throw new NotFollowed();
    return value;
  }
  if (typeof key !== "number") throw new NotFollowed();
  const value = typeof whole === "string" ? whole.at(key) : listOf(whole).at(key);
  // Past the end: an error of another kind than those of files.
  if (value === undefined) throw new NotFollowed();
  return value;
}

/** `Path("a") / "b"` */
function below(left: Value, right: Value): Value {
  const isPath = (value: Value): boolean =>
    typeof value === "object" && value !== null && "kind" in value && value.kind === "path";
  if (!isPath(left) && !isPath(right)) throw new NotFollowed();
  return pathValue(joinParts(textOf(left), textOf(right)));
}
