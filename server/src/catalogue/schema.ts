/**
 * The form of the catalogue: what leaklint knows of libraries, as data.
 *
 * Two tables. `types` are kinds of value, named by us (`file`, `socket`, `path`); a type with a
 * `resource` part must be released. `callables` are functions and classes by qualified name
 * (`builtins.open`, `socket.create_connection`); calling one may make a value of a type, and does
 * something to its arguments. What stands in neither table is unknown: it is assumed to take
 * ownership of whatever it is handed.
 */
import { z } from "zod";

/**
 * What a call does to a value handed to it: `borrow` leaves it with the caller, `release` releases it,
 * `take` becomes its owner, `exhaust` reads it to its end (which releases what frees itself when
 * exhausted, and borrows the rest).
 */
const effect = z.enum(["borrow", "release", "take", "exhaust"]);

export type ValueSpec =
  | string
  | { type: string; borrowed: true }
  | { elements: (ValueSpec | null)[] }
  | { each: ValueSpec };

/**
 * A value: a type's name (a fresh value; open, where the type is a resource), one that somebody else
 * owns, a tuple by element, or an iterable of values.
 */
const value: z.ZodType<ValueSpec> = z.lazy(() =>
  z.union([
    z.string(),
    z.strictObject({ type: z.string(), borrowed: z.literal(true) }),
    z.strictObject({ elements: z.array(z.union([value, z.null()])) }),
    z.strictObject({ each: value }),
  ]),
);

/**
 * A circumstance of a call: a parameter is the constant `is` (source text), was `given`, or is of a `type`
 * (or of one that extends it). Where several are said, all must hold.
 */
const condition = z.strictObject({
  parameter: z.string(),
  is: z.string().optional(),
  given: z.boolean().optional(),
  type: z.string().optional(),
});

export const callableSchema = z.strictObject({
  /** Parameter names by position, as far as they matter here; `self` left out. */
  parameters: z.array(z.string()).optional(),
  /** What the call gives back. With `async`, what awaiting it gives back. */
  returns: value.optional(),
  /** The call gives a coroutine (or an awaitable that is also an `async with` manager). */
  async: z.boolean().optional(),
  /** In these circumstances (any of them) nothing fresh is acquired. */
  unless: z.array(condition).optional(),
  /** What it returns is not open yet: the first of the `openedBy` methods of its type opens it. */
  unopened: z.boolean().optional(),
  /** Something fresh is acquired only where all of these evidently hold (`stream` is `True`); else nothing is. */
  when: z.array(condition).optional(),
  /** What is done to arguments, by parameter name; `*` for all the others. Not named: `borrow`. */
  effects: z.record(z.string(), effect).optional(),
  /** Parameters that the result keeps a reference to (a reader over a file): it lives with the result. */
  keeps: z.array(z.string()).optional(),
  /** It borrows what is inside a list or tuple as well (`select`), which otherwise goes out of sight. */
  borrowsElements: z.boolean().optional(),
  /** The parameter that the call returns unchanged. */
  returnsArgument: z.string().optional(),
  /** Method: it returns the very object that it is called on (`__enter__`, calls that are chained). */
  returnsReceiver: z.boolean().optional(),
  /** Method: the result keeps a reference to the object (a cursor of a connection), which lives with it. */
  keepsReceiver: z.boolean().optional(),
  /** It gives `None` instead, now and then: whoever does not keep the result may know that there is none. */
  mayReturnNone: z.boolean().optional(),
  /** It makes the parameter's new owner: where it is handed something open, it gives a value of this type. */
  owns: z.strictObject({ parameter: z.string(), type: z.string() }).optional(),
  /** The parameter whose release the returned manager performs at the end of its `with` (`closing`). */
  closes: z.string().optional(),
  /** Method on a resource: what it does to its receiver; `release` also where it hands it over. */
  receiver: effect.optional(),
  /** Method: `receiver` applies only when called without arguments (`read()` to the end). */
  receiverOnlyWithoutArguments: z.boolean().optional(),
  /**
   * Whether it may raise. `true`: for its input, as what parses, converts, connects or logs in; that is evidence of
   * a path on which an exception leaves. `"io"`: when the system fails it, as any reading and writing may: a mere
   * possibility. The default is `"io"` for methods of a resource and for what acquires one, else `false`.
   */
  raises: z.union([z.boolean(), z.literal("io")]).optional(),
  /** What it raises, where that is known, by name as in a handler: `["ValueError"]`; for `raises: true`. */
  raisesTypes: z.array(z.string()).optional(),
  /** The call never returns (`sys.exit`). */
  noReturn: z.boolean().optional(),
});

export const resourceSchema = z.strictObject({
  /** Methods that release it; the first is the one to name in messages and fixes. */
  release: z.array(z.string()),
  /** Functions that release it, by qualified name, as `os.close`; for descriptors. */
  releaseFunctions: z.array(z.string()).optional(),
  /** The release method must be awaited. */
  awaitRelease: z.boolean().optional(),
  /** What `with` does: `release` it, nothing of the kind (`keep`: sqlite3), or the type is no manager (`none`). */
  with: z.enum(["release", "keep", "none"]),
  /** The same for `async with`. */
  asyncWith: z.enum(["release", "keep", "none"]).optional(),
  /** `with x as y` binds `y` to something else than `x` (a temporary directory: its path). */
  entersOther: z.boolean().optional(),
  /** An attribute that is true when released (`closed`). */
  closedAttribute: z.string().optional(),
  /** Reading it to the end (a `for` loop that is not left, `list()`) releases it. */
  exhaustible: z.boolean().optional(),
  /** Methods that open it, where it is not open from the start (`unopened`). */
  openedBy: z.array(z.string()).optional(),
  /** Attributes that read it to its end, or lend what others read to its end: `content`, `raw` of a response. */
  exhaustingAttributes: z.array(z.string()).optional(),
  /** Methods that fail once it is released (LK110). */
  failsWhenReleased: z.array(z.string()).optional(),
  /** Iterating it fails once it is released (LK110). */
  iterationFailsWhenReleased: z.boolean().optional(),
  /** The rule that reports it where that is not one of LK101 to LK103. */
  rule: z.string().optional(),
});

export const typeSchema = z.strictObject({
  /** What a message calls it, with no article: `file`, `temporary directory`. */
  noun: z.string(),
  /** A type whose methods and attributes it has too. */
  extends: z.string().optional(),
  resource: resourceSchema.optional(),
  /** The type is a lock: `acquire()` must be followed by `release()`. */
  lock: z.boolean().optional(),
  methods: z.record(z.string(), callableSchema).optional(),
  attributes: z.record(z.string(), value).optional(),
  /** Qualified names of classes by which annotations and `isinstance` mean this type. */
  classes: z.array(z.string()).optional(),
  /** Its attributes and items keep a reference to it, which lives with them: data sets of a file. */
  partsKeep: z.boolean().optional(),
  /** The type of an element when a value is iterated. */
  iterates: value.optional(),
  /** The type of `value / other` and other operators, for paths. */
  operators: z.record(z.string(), value).optional(),
});

/** How one method or function of a publisher registers a listener. */
export const registrationSchema = z.strictObject({
  /** The position of the parameter that is kept; the receiver does not count. */
  listener: z.number().int(),
  /** The name of that parameter. */
  keyword: z.string().optional(),
  /** What ends it: methods of the same publisher, or functions by qualified name. Empty: nothing does. */
  remove: z.array(z.string()),
  /** The publisher holds the listener weakly. */
  weak: z.boolean().optional(),
  /** The publisher holds weakly unless this parameter is `False`. */
  weakUnlessFalse: z.string().optional(),
  /** The call gives back what ends the registration (a token, a disposable). */
  token: z.boolean().optional(),
  /** A second registration takes the place of the first: what is kept does not grow. */
  replaces: z.boolean().optional(),
});

/** Something that listeners are registered with. */
export const publisherSchema = z.strictObject({
  /** What a message calls it, with no article: `logger`. */
  noun: z.string(),
  /** Qualified names of classes whose instances are such publishers. */
  classes: z.array(z.string()).optional(),
  /** Functions and objects that give a publisher which lives as long as the process; `pkg.signals.*` for all of a module. */
  sources: z.array(z.string()).optional(),
  /** Methods of the publisher, or functions by qualified name (with a dot), that register. */
  register: z.record(z.string(), registrationSchema),
  /** The rule that reports it, where that is not LK401. */
  rule: z.string().optional(),
});

export const catalogueSchema = z.strictObject({
  $schema: z.string().optional(),
  types: z.record(z.string(), typeSchema).optional(),
  callables: z.record(z.string(), callableSchema).optional(),
  /** What holds for every callable below a module or class that has no entry of its own: `{"math": {}}`. */
  modules: z.record(z.string(), callableSchema).optional(),
  /** Other names of callables: `{"io.open": "builtins.open"}`. */
  aliases: z.record(z.string(), z.string()).optional(),
  /** Decorators that make a generator function a context manager: exceptions of the block are raised at its `yield`. */
  contextManagerDecorators: z.array(z.string()).optional(),
  /** Publishers of events by a name of their own, as `logger`. */
  listeners: z.record(z.string(), publisherSchema).optional(),
  /** Methods that register, by name, with those that end it: how publishers that nothing else is known of are read. */
  listenerPairs: z.record(z.string(), z.array(z.string())).optional(),
  /** Attributes of modules that hold one function which the interpreter calls: `sys.excepthook`. */
  processHooks: z.array(z.string()).optional(),
});

export type Effect = z.infer<typeof effect>;
export type Condition = z.infer<typeof condition>;
export type CallableEntry = z.infer<typeof callableSchema>;
export type ResourceEntry = z.infer<typeof resourceSchema>;
export type TypeEntry = z.infer<typeof typeSchema>;
export type RegistrationEntry = z.infer<typeof registrationSchema>;
export type PublisherEntry = z.infer<typeof publisherSchema>;
export type CatalogueData = z.infer<typeof catalogueSchema>;
