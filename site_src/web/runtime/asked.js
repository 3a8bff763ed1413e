// What was asked of the host before the runtime that needs it had arrived: whoever takes an answer takes it away.

/** @type {{manifest: Promise<Response> | null}} */
export const asked = { manifest: null };
