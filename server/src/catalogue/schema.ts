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
 * A circumstance of a call: a parameter is the constant `is` (source text), was `given`, is of a `type`
 * (or of one that extends it), or is a text or path that `endsWith` something. One thing is said of one parameter.
 */
const condition = z.strictObject({
  parameter: z.string(),
  is: z.string().optional(),
  given: z.boolean().optional(),
  type: z.string().optional(),
  endsWith: z.string().optional(),
});

/** Method of a collection: what it does to the elements. */
const members = z.strictObject({
  /** Parameters that become elements. */
  adds: z.array(z.string()).optional(),
  /** Parameters whose elements become elements. */
  addsEach: z.array(z.string()).optional(),
  /** What the call gives: one element, all of them, or all as the second of pairs (`items`). */
  gives: z.enum(["one", "all", "pairs"]).optional(),
  /** What the call takes out. */
  removes: z.enum(["one", "all"]).optional(),
  /** It releases all elements (`ExitStack.close`). */
  releases: z.boolean().optional(),
  /** Its first argument is a function that it calls with the others at the end (`ExitStack.callback`). */
  registers: z.boolean().optional(),
});

/** What runs beside the code that starts it, and how it is ended. */
export const taskSchema = z.strictObject({
  kind: z.enum(["thread", "timer", "task", "process", "service"]),
  /** What a message calls it, with no article: `thread`. */
  noun: z.string(),
  /** The parameter that is handed what it runs: a function, or a coroutine. */
  target: z.string().optional(),
  /** Methods that start it; without them it runs once it is made. */
  starts: z.array(z.string()).optional(),
  /** Methods that end it or wait for its end; the first is the one to name in messages. */
  ends: z.array(z.string()),
  /** Functions and methods that end it when they are handed it: `after_cancel`. */
  endedBy: z.array(z.string()).optional(),
  /** The parameter that says for how many seconds it waits before it runs. */
  delay: z.string().optional(),
  /** Method: it runs only while one of these methods of the same object does, which a thread may: `scheduler.run`. */
  runsIn: z.array(z.string()).optional(),
  /** Method: it ends with the object that it is called on, as a widget that is destroyed forgets its timers. */
  diesWithReceiver: z.boolean().optional(),
  /** Method: in files that import this module, its name alone tells it, whatever it is called on. */
  knownIn: z.string().optional(),
});

export const callableSchema = z.strictObject({
  /** What it makes or starts runs beside the caller. */
  task: taskSchema.optional(),
  /**
   * It has the process call a function from now on, in the place of the one before, which `getter` gives, and which it
   * may return itself: `signal.signal`.
   */
  installs: z.strictObject({ handler: z.string(), getter: z.string().optional() }).optional(),
  /** Method: it returns only once one of these methods of the same object is called (`serve_forever`: `shutdown`). */
  runsUntil: z.array(z.string()).optional(),
  /**
   * Method with `runsUntil`: it sleeps, and does not notice those methods when another thread calls them, but only when
   * it is handed one of them by these (`run_forever`: `call_soon_threadsafe`).
   */
  wokenBy: z.array(z.string()).optional(),
  /**
   * Method: it waits for somebody outside, and waits on when another thread calls these methods of the same object, as
   * Linux has it (`accept`: `close`).
   */
  deafTo: z.array(z.string()).optional(),
  /** What it makes tells a running thread or task something: an event that is set, a queue that is put to. */
  signal: z.enum(["event", "queue"]).optional(),
  /** Parameter names by position, as far as they matter here; `self` left out. */
  parameters: z.array(z.string()).optional(),
  /** What the call gives back. With `async`, what awaiting it gives back. */
  returns: value.optional(),
  /** The call gives a coroutine (or an awaitable that is also an `async with` manager). */
  async: z.boolean().optional(),
  /** In these circumstances (any of them) nothing fresh is acquired. */
  unless: z.array(condition).optional(),
  /**
   * What it returns is not open yet (always, or in any of these circumstances): the first of the `openedBy`
   * methods of its type opens it.
   */
  unopened: z.union([z.boolean(), z.array(condition)]).optional(),
  /** Something fresh is acquired only where all of these evidently hold (`stream` is `True`); else nothing is. */
  when: z.array(condition).optional(),
  /** It acquires something that needs release only where it is called again and again, in a loop: AWS clients. */
  onlyInLoop: z.boolean().optional(),
  /** It acquires nothing that needs release where the function calls something by one of these names (`show`). */
  unlessCalls: z.array(z.string()).optional(),
  /** Called without arguments or with a text, it releases everything of this type: `plt.close("all")`. */
  releasesAll: z.string().optional(),
  /** What is done to arguments, by parameter name; `*` for all the others. Not named: `borrow`. */
  effects: z.record(z.string(), effect).optional(),
  /**
   * Effects that differ where a parameter is a constant (`is`, source text), or is not `given`: a helper that closes
   * what it is handed unless told to `keep` it.
   */
  variants: z
    .array(
      z.strictObject({
        parameter: z.string(),
        is: z.string().optional(),
        given: z.literal(false).optional(),
        effects: z.record(z.string(), effect),
      }),
    )
    .optional(),
  /** Parameters that the call keeps until `detaches` of the same value: a logger and its handlers. */
  attaches: z.array(z.string()).optional(),
  /** Parameters that go back to the caller, still open: the opposite of `attaches`. */
  detaches: z.array(z.string()).optional(),
  /** Parameters that the result keeps a reference to (a reader over a file): it lives with the result. */
  keeps: z.array(z.string()).optional(),
  /** It borrows what is inside a list or tuple as well (`select`), which otherwise goes out of sight. */
  borrowsElements: z.boolean().optional(),
  /**
   * It makes a collection of the type, of what its arguments hold: their elements (`list`), them as the second of
   * pairs (`enumerate`), or one column for each argument (`zip`).
   */
  collects: z.strictObject({ type: z.string(), as: z.enum(["elements", "pairs", "columns"]).optional() }).optional(),
  /** The parameter that it calls for each element; what that returns is what the result iterates over (`map`). */
  maps: z.string().optional(),
  /** What the result of the call, an iterator, acquires whenever it is asked for the next: a type. */
  yields: z.string().optional(),
  /** It has a function called later, in a thread, with a written tuple of arguments, and keeps none of them itself. */
  runs: z.strictObject({ callee: z.string(), args: z.string() }).optional(),
  members: members.optional(),
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
  /**
   * The callee, as written, from which a function of the project has what it returns. Noted by the analysis, for
   * messages: a name, no place, so that it stays the same when lines move.
   */
  origin: z.string().optional(),
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
  /** The library keeps it as well, as the latest of its kind: dropping its handle does not lose it, making another does. */
  keptByLibrary: z.boolean().optional(),
  /** Iterating it fails once it is released (LK110). */
  iterationFailsWhenReleased: z.boolean().optional(),
  /** The rule that reports it where that is not one of LK101 to LK103. */
  rule: z.string().optional(),
});

/** A class of a project, as other files need to know it that inherit from it. Noted by the analysis. */
const shapeSchema = z.strictObject({
  /** Whether all that it inherits is known, and nothing in it is done by computed names. */
  complete: z.boolean(),
  /** Whether something releases what it holds when it is collected. */
  finalizer: z.boolean(),
  methods: z.array(z.string()),
  /** Attributes of `self` that it mentions. */
  mentions: z.array(z.string()),
  /** Attributes that hold a resource, of a type, and the methods that release it with their own hands. */
  owned: z.array(z.strictObject({ attribute: z.string(), type: z.string(), releasedBy: z.array(z.string()) })),
});

export type ClassShape = z.infer<typeof shapeSchema>;

export const typeSchema = z.strictObject({
  /** What a message calls it, with no article: `file`, `temporary directory`. */
  noun: z.string(),
  /** A type whose methods and attributes it has too. */
  extends: z.string().optional(),
  resource: resourceSchema.optional(),
  /** The type is a lock: `acquire()` must be followed by `release()`. */
  lock: z.boolean().optional(),
  /**
   * The type is a collection: what is put into it is followed. A `mapping` is iterated over by its keys; one that
   * `exits` releases its elements at the end of `with`.
   */
  collection: z.enum(["plain", "mapping", "exits"]).optional(),
  methods: z.record(z.string(), callableSchema).optional(),
  attributes: z.record(z.string(), value).optional(),
  /** Qualified names of classes by which annotations and `isinstance` mean this type. */
  classes: z.array(z.string()).optional(),
  /**
   * Its attributes and items, and what methods of it give that are not listed, keep a reference to it, which lives
   * with them: data sets of a file. As a name, the type that such a part has.
   */
  partsKeep: z.union([z.boolean(), z.string()]).optional(),
  /** What is sliced out of its parts is a copy, which keeps nothing: `file["x"][:]`. */
  slicesCopy: z.boolean().optional(),
  /** The type of an element when a value is iterated. */
  iterates: value.optional(),
  /** Noted by the analysis: a class of the project, for those that inherit from it. */
  shape: shapeSchema.optional(),
  /** The type of `value / other` and other operators, for paths. */
  operators: z.record(z.string(), value).optional(),
});

/** A parameter that limits how much is kept, and the values (source text) with which it does not. */
const limit = z.strictObject({
  parameter: z.string(),
  /** Its position among the arguments. */
  position: z.number(),
  /** Values that mean "no limit". */
  unlimited: z.array(z.string()),
});

export const containerSchema = z.strictObject({
  /** What a message calls it: `list`, `dictionary`. */
  noun: z.string(),
  /** A container whose methods and keys it has too. */
  extends: z.string().optional(),
  /** Methods that make it longer. */
  adds: z.array(z.string()).optional(),
  /** Methods that make it shorter. */
  removes: z.array(z.string()).optional(),
  /** Methods that say how long or how full it is, besides `len()`. */
  measures: z.array(z.string()).optional(),
  /** What is added under an equal key, or is equal, takes no more room: dictionaries and sets. */
  keyed: z.boolean().optional(),
  /** Reading an item that is missing adds it (`defaultdict`). */
  addsOnRead: z.boolean().optional(),
  /** The argument of the constructor that limits its length. */
  limit: limit.optional(),
  /** It never holds on to much: it limits itself, or holds weakly. */
  bounded: z.boolean().optional(),
  /** What is put into it waits for somebody to take it out. */
  queue: z.boolean().optional(),
});

export const cacheSchema = z.strictObject({
  /** It keeps every result. */
  unbounded: z.boolean().optional(),
  /** The argument that limits the number of results; without the argument there is a limit too. */
  limit: limit.optional(),
  /** The argument that is the container of the results. */
  store: z.strictObject({ parameter: z.string(), position: z.number() }).optional(),
});

export const containerFunctionSchema = z.strictObject({
  /** The position of the argument to which it adds. */
  adds: z.number().optional(),
  /** The position of the argument from which it removes. */
  removes: z.number().optional(),
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

/** A window that stays, with all that it holds, until somebody closes it. */
export const windowSchema = z.strictObject({
  /** What a message calls it, with no article: `window`. */
  noun: z.string(),
  /** Methods that end it; the first is the one to name in messages. */
  ends: z.array(z.string()),
  /** Methods of it, or of others that are handed it, that see to its end in another way. */
  cares: z.array(z.string()).optional(),
  /** Methods of any object by which windows are found that nobody kept. */
  finders: z.array(z.string()).optional(),
});

/**
 * What the result of a call keeps alive: `holds` its arguments (`functools.partial`), what they consist of (`collects`:
 * `list`, `dict`), their elements only as long as somebody else holds them (`weak`, for a reference or proxy;
 * `weak-values` and `weak-keys`, for containers), the argument itself and nothing else (`passes`: `typing.cast`).
 * `exception` gives the exception that is being handled, with its traceback; `frame` the frame of the caller.
 */
const reference = z.enum(["holds", "collects", "weak", "weak-values", "weak-keys", "passes", "exception", "frame"]);

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
  /** Classes whose objects hold others, by the qualified name of what makes them. */
  containers: z.record(z.string(), containerSchema).optional(),
  /** Functions that add to a container or remove from it. */
  containerFunctions: z.record(z.string(), containerFunctionSchema).optional(),
  /** Decorators that keep the results of the function that they decorate, for as long as the function lives. */
  caches: z.record(z.string(), cacheSchema).optional(),
  /** Publishers of events by a name of their own, as `logger`. */
  listeners: z.record(z.string(), publisherSchema).optional(),
  /** Methods that register, by name, with those that end it: how publishers that nothing else is known of are read. */
  listenerPairs: z.record(z.string(), z.array(z.string())).optional(),
  /** Attributes of modules that hold one function which the interpreter calls: `sys.excepthook`. */
  processHooks: z.array(z.string()).optional(),
  /** Windows of their own, by the qualified name of their class. */
  windows: z.record(z.string(), windowSchema).optional(),
  /** What the results of functions and classes refer to, by qualified name, whatever else is known of them. */
  references: z.record(z.string(), reference).optional(),
});

export type Reference = z.infer<typeof reference>;
export type Effect = z.infer<typeof effect>;
export type Condition = z.infer<typeof condition>;
export type TaskEntry = z.infer<typeof taskSchema>;
export type CallableEntry = z.infer<typeof callableSchema>;
export type ResourceEntry = z.infer<typeof resourceSchema>;
export type TypeEntry = z.infer<typeof typeSchema>;
export type Limit = z.infer<typeof limit>;
export type ContainerEntry = z.infer<typeof containerSchema>;
export type ContainerFunctionEntry = z.infer<typeof containerFunctionSchema>;
export type CacheEntry = z.infer<typeof cacheSchema>;
export type RegistrationEntry = z.infer<typeof registrationSchema>;
export type PublisherEntry = z.infer<typeof publisherSchema>;
export type WindowEntry = z.infer<typeof windowSchema>;
export type CatalogueData = z.infer<typeof catalogueSchema>;
