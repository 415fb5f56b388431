import type { AnyNode, Expression, Identifier } from "acorn";
import { binary, globalNumbers, numberConstants, unary } from "./arithmetic.ts";
import { foldCall, foldList } from "./constant-call.ts";
import type { Source } from "./source.ts";

/** A value that can be told from the program's text alone. */
export type Constant = string | number | boolean | null | undefined;

/** Tells what an expression always is; null where that depends on the run. */
export interface Constants {
  of(node: AnyNode): { value: Constant } | null;
  /** The constants of which a list always consists: written out, split from a text, turned round. */
  listOf(node: AnyNode): Constant[] | null;
  /** The expression behind a name that is given a value once; any other expression as it is. */
  behind(node: AnyNode): AnyNode;
}

/** Longer texts are not put together: a program could ask for one that fills the memory. */
export const maxTextLength = 1 << 17;

/** How deep expressions and names are followed. What lies deeper is not told. */
const maxDepth = 200;

export function createConstants(source: Source): Constants {
  return new ConstantFolder(source);
}

class ConstantFolder implements Constants {
  readonly #source: Source;
  /** Null too while a node is being told, so that a name in its own value ends there. */
  readonly #known = new Map<AnyNode, { value: Constant } | null>();
  readonly #lists = new Map<AnyNode, Constant[] | null>();
  #depth = 0;

  constructor(source: Source) {
    this.#source = source;
  }

  of(node: AnyNode): { value: Constant } | null {
    const known = this.#known.get(node);
    if (known !== undefined) return known;
    if (this.#depth >= maxDepth) return null;
    this.#known.set(node, null);
    this.#depth++;
    const folded = this.#fold(node);
    this.#depth--;
    const short = typeof folded?.value !== "string" || folded.value.length <= maxTextLength;
    this.#known.set(node, short ? folded : null);
    return short ? folded : null;
  }

  listOf(node: AnyNode): Constant[] | null {
    const list = this.behind(node);
    const known = this.#lists.get(list);
    if (known !== undefined) return known;
    if (this.#depth >= maxDepth) return null;
    this.#lists.set(list, null);
    this.#depth++;
    const folded = foldList(list, this);
    this.#depth--;
    this.#lists.set(list, folded);
    return folded;
  }

  behind(node: AnyNode): AnyNode {
    let found = node;
    for (let step = 0; step < maxDepth; step++) {
      const next = this.#step(found);
      if (next === null) return found;
      found = next;
    }
    return found;
  }

  #step(node: AnyNode): AnyNode | null {
    switch (node.type) {
      case "Identifier":
        return this.#initialOf(node);
      case "ChainExpression":
        return node.expression;
      case "SequenceExpression":
        return node.expressions.at(-1) ?? null;
      default:
        return null;
    }
  }

  /** What a variable is given where it is declared, if it is given nothing else. */
  #initialOf(name: Identifier): AnyNode | null {
    const variable = this.#source.variableOf(name);
    const [definition, ...more] = variable?.defs ?? [];
    if (!variable || definition?.type !== "Variable" || more.length > 0) return null;
    const { id, init } = definition.node as unknown as { id: AnyNode; init: AnyNode | null };
    return id.type === "Identifier" && this.#source.writesOf(variable).length === 1 ? init : null;
  }

  #fold(node: AnyNode): { value: Constant } | null {
    switch (node.type) {
      case "Literal":
        return isConstant(node.value) ? { value: node.value } : null;
      case "TemplateLiteral":
        return this.#template(node.quasis, node.expressions);
      case "Identifier":
        return this.#name(node);
      case "ChainExpression":
      case "SequenceExpression":
        return this.of(this.behind(node));
      case "UnaryExpression": {
        const value = this.of(node.argument);
        return value && unary(node.operator, value.value);
      }
      case "BinaryExpression":
        return this.#binary(node);
      case "LogicalExpression":
        return this.#logical(node.operator, node.left, node.right);
      case "ConditionalExpression": {
        const test = this.of(node.test);
        return test && this.of(test.value ? node.consequent : node.alternate);
      }
      case "CallExpression":
        return foldCall(node, this);
      case "MemberExpression":
        return node.computed
          ? this.#item(node.object, node.property)
          : this.#member(node.object, node.property);
      default:
        return null;
    }
  }

  #name(node: Identifier): { value: Constant } | null {
    if (this.#source.variableOf(node) === null && globalNumbers.has(node.name))
      return { value: globalNumbers.get(node.name) };
    const initial = this.#initialOf(node);
    return initial && this.of(initial);
  }

  #template(quasis: readonly AnyNode[], expressions: readonly Expression[]): { value: string } | null {
    let text = "";
    for (const [i, quasi] of quasis.entries()) {
      if (quasi.type === "TemplateElement") text += quasi.value.cooked ?? quasi.value.raw;
      const expression = expressions[i];
      if (!expression) continue;
      const value = this.of(expression);
      if (value === null || text.length > maxTextLength) return null;
      text += String(value.value);
    }
    return { value: text };
  }

  /** Along the left without recursion: a sum of a thousand texts is as deep as it is long. */
  #binary(node: AnyNode): { value: Constant } | null {
    const rights: AnyNode[] = [];
    let first = node;
    while (first.type === "BinaryExpression" && !this.#known.get(first)) {
      rights.push(first);
      first = first.left;
    }
    let folded = this.of(first);
    for (let sum = rights.pop(); folded && sum?.type === "BinaryExpression"; sum = rights.pop()) {
      const right = this.of(sum.right);
      folded = right && binary(sum.operator, folded.value, right.value);
      if (typeof folded?.value === "string" && folded.value.length > maxTextLength) return null;
    }
    return folded;
  }

  #logical(operator: string, left: AnyNode, right: AnyNode): { value: Constant } | null {
    const value = this.of(left);
    if (value === null) return null;
    const stays =
      operator === "&&" ? !value.value : operator === "||" ? value.value : (value.value ?? null) !== null;
    return stays ? value : this.of(right);
  }

  /** Of a list of texts that a name stands for: tables of words are a common way to write. */
  #item(object: AnyNode, property: AnyNode): { value: Constant } | null {
    const list = this.behind(object);
    const index = this.of(property)?.value;
    const item = list.type === "ArrayExpression" && typeof index === "number" ? list.elements[index] : null;
    const value = item ? this.of(item) : null;
    return typeof value?.value === "string" ? value : null;
  }

  #member(object: AnyNode, property: AnyNode): { value: Constant } | null {
    if (object.type !== "Identifier" || property.type !== "Identifier") return null;
    if (object.name !== "Number" || this.#source.variableOf(object) !== null) return null;
    const value = numberConstants.get(property.name);
    return value === undefined ? null : { value };
  }
}

/** Not bigints, whose arithmetic has no bound, and not regular expressions, which are objects. */
function isConstant(value: unknown): value is Constant {
  return value === null || /^(string|number|boolean|undefined)$/.test(typeof value);
}
