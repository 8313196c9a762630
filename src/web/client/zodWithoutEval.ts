import { z } from "zod";

// Zod compiles schemas with `new Function` if it can, which the page's content policy forbids. Schemas read this
// setting when they are made, so this module comes before every module of the contract.
z.config({ jitless: true });
