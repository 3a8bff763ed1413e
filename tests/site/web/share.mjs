// Reads cases from standard input, one JSON array of [verb, argument]; prints what shared/share.js makes of each.
import { text } from "node:stream/consumers";
import { decode, encode, isShared } from "../../../site_src/web/shared/share.js";

const verbs = { decode, isShared, encode: (state) => encode(state).catch((error) => ({ thrown: error.name })) };
const answers = [];
for (const [verb, argument] of JSON.parse(await text(process.stdin))) answers.push(await verbs[verb](argument));
console.log(JSON.stringify(answers));
