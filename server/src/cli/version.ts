import packageJson from "../../package.json" with { type: "json" };

/** leaklint's version. */
export const version: string = packageJson.version;
