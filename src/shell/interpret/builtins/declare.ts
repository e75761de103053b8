import type { Argument } from "../../../domain/argument.ts";
import { unknownStream } from "../../../domain/stream.ts";
import type { Variable } from "../../state.ts";
import { carryOut, type PreparedAssignment } from "../assignments.ts";
import { changeAttributes, remember, resolveName } from "../variables.ts";
import { type Builtin, type BuiltinCall, complain, pour, say } from "./builtin.ts";
import { describeDeclaration, unknownReason } from "./describe-variable.ts";

/** `declare`, `typeset`, `local`, `export`, `readonly`: attributes and values of variables. */
export const declareBuiltin: Builtin = {
  acceptsUnknown: true,
  isBashOnly: true,
  run: runDeclare,
};

export const variableBuiltin: Builtin = {
  acceptsUnknown: true,
  run: runDeclare,
};

interface Wanted {
  readonly on: ReadonlySet<string>;
  readonly off: ReadonlySet<string>;
  readonly operands: readonly Argument[];
  readonly stranger?: string;
}

function runDeclare(call: BuiltinCall): number | undefined {
  const wanted = readWanted(call);
  const { on, operands } = wanted;
  if (wanted.stranger !== undefined) {
    return complain(call, `-${wanted.stranger}: invalid option`, 2);
  }
  if (call.name === "local" && call.shell.scopes.length === 0) {
    return complain(call, "can only be used in a function");
  }
  const isFunction = on.has("f") || on.has("F");
  if (isFunction) return declareFunctions(call, wanted);
  const isShown = on.has("p") && call.name !== "readonly" && call.name !== "export";
  if (isShown || operands.length === 0) return show(call, wanted);
  let status = 0;
  for (const operand of operands) if (!declareOne(call, wanted, operand)) status = 1;
  return status;
}

/** `-x`, `+x`; the names of the commands are attributes themselves. */
function readWanted({ name, words }: BuiltinCall): Wanted {
  const allowed = name === "export" ? "fnp" : name === "readonly" ? "aAfp" : "aAfFgiIlnprtux";
  const on = new Set<string>();
  const off = new Set<string>();
  if (name === "export") on.add("x");
  if (name === "readonly") on.add("r");
  let at = 0;
  for (; at < words.length && /^[-+][^=]*$/.test(words[at]?.text ?? ""); at += 1) {
    const text = words[at]?.text ?? "";
    if (text === "--" || text.length === 1) {
      at += 1;
      break;
    }
    for (const letter of text.slice(1)) {
      if (!allowed.includes(letter)) return { on, off, operands: [], stranger: letter };
      if (text.startsWith("+") || (name === "export" && letter === "n"))
        off.add(letter === "n" && name === "export" ? "x" : letter);
      else on.add(letter);
    }
  }
  for (const letter of off) on.delete(letter);
  return { on, off, operands: words.slice(at) };
}

function declareOne(call: BuiltinCall, wanted: Wanted, operand: Argument): boolean {
  const { shell } = call;
  const prepared = call.declared.get(operand) ?? readOperand(operand);
  if (prepared === undefined) {
    complain(call, `\`${operand.text}': not a valid identifier`);
    return false;
  }
  const isLocal = isMadeLocal(call, wanted);
  const name = isLocal || wanted.on.has("n") ? prepared.name : resolveName(shell, prepared.name);
  if (isLocal && shell.state.variables.get(name)?.isReadOnly === true) {
    complain(call, `${name}: readonly variable`);
    return false;
  }
  if (isLocal) makeLocal(call, name, wanted);
  const old = shell.state.variables.get(name);
  const hasValue = prepared.value !== undefined || prepared.elements !== undefined;
  if (old?.isReadOnly === true && (hasValue || wanted.off.has("r"))) {
    complain(call, `${name}: readonly variable`);
    return false;
  }
  changeAttributes(shell, name, (variable) => withKind(variable, wanted));
  changeAttributes(shell, name, (variable) => withAttributes(variable, wanted, "before"));
  const isDone = !hasValue || carryOut(shell, { ...prepared, name });
  changeAttributes(shell, name, (variable) => withAttributes(variable, wanted, "after"));
  return isDone;
}

/** `name` or `name=value`, where an expansion made the word. */
function readOperand(operand: Argument): PreparedAssignment | undefined {
  const [, name, append, value] = /^([A-Za-z_]\w*)(?:(\+?)=([\s\S]*))?$/.exec(operand.text) ?? [];
  if (name === undefined) return undefined;
  if (value === undefined) return { name, isAppended: false };
  return { name, isAppended: append === "+", value: { ...operand, text: value } };
}

function isMadeLocal({ name, shell }: BuiltinCall, { on }: Wanted): boolean {
  if (shell.scopes.length === 0 || on.has("g")) return false;
  return name === "local" || name === "declare" || name === "typeset";
}

function makeLocal({ shell }: BuiltinCall, name: string, { on }: Wanted): void {
  const scope = shell.scopes.at(-1);
  if (scope === undefined || scope.has(name)) return;
  remember(shell, scope, name);
  const isInherited = on.has("I") || shell.state.shoptOptions.has("localvar_inherit");
  if (!isInherited) shell.state.variables.delete(name);
}

/** Which kind of array it is must be settled before a value comes. */
function withKind(variable: Variable, { on }: Wanted): Variable {
  if (variable.kind !== "plain") return variable;
  if (on.has("A")) return { ...variable, kind: "associative" };
  return on.has("a") ? { ...variable, kind: "indexed" } : variable;
}

/** What changes a value that is assigned comes before it, what forbids or follows comes after. */
function withAttributes(
  variable: Variable,
  { on, off }: Wanted,
  when: "before" | "after",
): Variable {
  const changed: { -readonly [Key in keyof Variable]: Variable[Key] } = { ...variable };
  const set = (
    letter: string,
    key: "isInteger" | "isExported" | "isReadOnly" | "isReference",
  ): void => {
    if (on.has(letter)) changed[key] = true;
    if (off.has(letter)) delete changed[key];
  };
  if (when === "after") {
    set("r", "isReadOnly");
    set("n", "isReference");
    return changed;
  }
  set("i", "isInteger");
  set("x", "isExported");
  if (on.has("l")) changed.letterCase = "lower";
  if (on.has("u")) changed.letterCase = "upper";
  if (off.has("l") || off.has("u")) delete changed.letterCase;
  return changed;
}

function show(call: BuiltinCall, { on, operands }: Wanted): number {
  const { variables } = call.shell.state;
  const names =
    operands.length === 0 ? [...variables.keys()].toSorted() : operands.map(({ text }) => text);
  let status = 0;
  for (const name of names) {
    const variable = variables.get(name);
    if (variable === undefined) status = complain(call, `${name}: not found`);
    else if (operands.length > 0 || isAsked(variable, on)) showOne(call, name, variable);
  }
  return status;
}

function isAsked(variable: Variable, on: ReadonlySet<string>): boolean {
  if (on.has("x")) return variable.isExported === true;
  return on.has("r") ? variable.isReadOnly === true : true;
}

function showOne(call: BuiltinCall, name: string, variable: Variable): void {
  const hidden = unknownReason(variable);
  if (hidden === undefined) say(call, describeDeclaration(name, variable));
  else pour(call, unknownStream(hidden));
}

function declareFunctions(call: BuiltinCall, { operands }: Wanted): number {
  const { functions, exportedFunctions } = call.shell;
  if (call.name === "export") for (const { text } of operands) exportedFunctions.add(text);
  if (call.name === "export" || call.name === "readonly") return 0;
  let status = 0;
  for (const { text } of operands) {
    if (!functions.has(text)) status = 1;
    else if (call.words.some((word) => /^-\w*F/.test(word.text))) say(call, `${text}\n`);
    else pour(call, unknownStream("how bash prints a function is not modelled"));
  }
  return status;
}
