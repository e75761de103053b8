/** The commands go beyond what is followed. */
export class NotEdited extends Error {}

/** The editor would stop here with an error. */
export class EditorError extends Error {}
