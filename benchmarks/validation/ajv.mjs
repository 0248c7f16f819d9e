// Validates JSON Lines with ajv, compiled once: node ajv.mjs SCHEMA RECORDS
import { createReadStream, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { createRequire } from "node:module";

const require = createRequire(new URL("./work/node/", import.meta.url));
const Ajv = require("ajv/dist/2020").default;
const addFormats = require("ajv-formats").default;

const [schema, records] = process.argv.slice(2);
const ajv = new Ajv({ allErrors: true, strict: false });
addFormats(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(schema, "utf8")));
let wrong = 0;
for await (const line of createInterface({ input: createReadStream(records) })) {
  if (!validate(JSON.parse(line))) wrong += 1;
}
console.log(`${wrong} records with errors`);
process.exit(wrong ? 1 : 0);
