import { z } from "zod";

// Zod compiles schemas with `new Function` where it can, which the page's content policy forbids. Schemas look
// this up when they are made: this module comes before every module of the contract.
z.config({ jitless: true });
