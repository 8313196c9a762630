// Makes the label space imagenet-1k from WordNet 3.0: imagenet-1k.json and LICENSE-wordnet, beside this file.
// imagenet-1k.senses.json says which definitions of WordNet do not fit their class, and what takes their place.
//
//   node label-spaces/makeImagenet1k.mjs          writes both
//   node label-spaces/makeImagenet1k.mjs --check  compares both with what is there; exit 1 if they differ
//
//   --wordnet DIR   folder with WordNet 3.0's data.noun (default: the one in the npm package `wordnet`)
//   --ids FILE      one WordNet id per line, in the order of the labels (default: imagenet-1k.ids.txt)

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

// A label is called by the first word of its WordNet synset, unless two labels share that word or people
// would take it for something else, mostly for something that photos show too. Then it is called by another
// word of the same synset or, where none is clear, by its own word with a note in brackets. The comment says
// what the bare word (in quotes where it is gone) would be taken for.
const clearerNames = {
  // Two labels share the word. Neither keeps it bare, so that one is never taken for the other.
  n02012849: "crane (bird)",
  n03126707: "crane (machine)",
  n02113186: "Cardigan Welsh corgi",
  n02963159: "cardigan (garment)",
  n03710637: "maillot (dance tights)",
  n03710721: "maillot (bathing suit)",

  n01558993: "American robin", // the European robin
  n01608432: "kite (bird)", // the toy
  n01847000: "drake (duck)", // a dragon
  n02096177: "cairn terrier", // a heap of stones
  n02108089: "boxer (dog)", // the athlete
  n02229544: "cricket (insect)", // the sport
  n02231487: "stick insect", // "walking stick": a cane
  n02276258: "admiral (butterfly)", // the officer
  n02277742: "ringlet butterfly", // a curl of hair
  n02279972: "monarch butterfly", // a king
  n02328150: "Angora rabbit", // the cat, the goat, the wool
  n02389026: "sorrel (horse)", // the plant
  n02497673: "ring-tailed lemur", // "Madagascar cat": a cat

  n02704792: "amphibious vehicle", // "amphibian": a frog
  n02814533: "station wagon", // "beach wagon": a handcart
  n02817516: "bearskin (hat)", // a fur, a rug
  n02869837: "bonnet (hat)", // the front of a car
  n02879718: "bow (weapon)", // a ribbon, a violin bow, the front of a ship
  n02892201: "plaque", // "brass": the metal, the instruments
  n03014705: "chest (box)", // the part of the body
  n03089624: "candy store", // "confectionery": the sweets
  n03250847: "drumstick (for drums)", // the leg of a chicken
  n03337140: "filing cabinet", // "file": the tool, a folder
  n03483316: "hair dryer", // "hand blower": a leaf blower, a hand dryer
  n03584829: "iron (for clothes)", // the metal
  n03786901: "mortar (bowl)", // the gun, what lies between bricks
  n03793489: "computer mouse", // the animal
  n03803284: "muzzle (restraint)", // the snout itself, the end of a gun
  n03804744: "nail (fastener)", // the nail of a finger
  n03825788: "nipple (baby bottle)", // the part of the body
  n03832673: "notebook computer", // a paper notebook
  n03854065: "pipe organ", // an electronic organ
  n03873416: "boat paddle", // a table tennis paddle
  n03895866: "passenger car (railway)", // an automobile
  n03929660: "plectrum", // "pick": a pickaxe
  n03947888: "pirate ship", // a person
  n03950228: "pitcher (vessel)", // the baseball player
  n03954731: "carpenter's plane", // an aeroplane
  n03991062: "flowerpot", // "pot": a cooking pot
  n04037443: "race car", // "racer": a person, a bicycle
  n04067472: "reel (fishing)", // a reel of film, of cable
  n04152593: "screen (display)", // a window screen, a fire screen
  n04243546: "slot (gambling machine)", // a narrow opening
  n04355933: "sunglass (lens)", // sunglasses, which is another label
  n04367480: "mop", // "swab": a cotton swab
  n04389033: "army tank", // a fish tank, a water tank
  n04399382: "teddy bear", // "teddy": lingerie
  n04456115: "torch (flame)", // British for a flashlight
  n04515003: "upright piano", // a post
  n04517823: "vacuum cleaner", // empty space
  n04523525: "vault (ceiling)", // a strongroom
  n04554684: "washing machine", // "washer": the ring under a bolt
  n04592741: "wing (airplane)", // the wing of a bird
  n04606251: "wreck (ship)", // a wrecked car
  n07579787: "plate (main course)", // the dish that it is served on
  n12620546: "rose hip", // the part of the body
  n13133613: "ear (of corn)", // the part of the body
};

// Hypernyms that say nothing to a person who looks for a label. A path is cut from the root down as long as
// its last name is one of these; then it ends in "animal", "person", "artifact", "food" and the like.
const tooGeneral = new Set([
  "entity",
  "abstraction",
  "attribute",
  "communication",
  "physical entity",
  "matter",
  "substance",
  "solid",
  "object",
  "whole",
  "living thing",
  "organism",
]);

// Parents that are listed first and yet lead away from where people would look; the next one is taken.
const detours = new Set([
  "02152991", // "game", first parent of the game birds: a grouse would be no bird
  "03932203", // "piece", of piece of cloth: a handkerchief would be no fabric
  "04602044", // "workplace", of bakery: no shop, but a geographic point
]);

const here = dirname(fileURLToPath(import.meta.url));

/** Reads the noun synset at a byte offset, given as the eight digits that are also its ImageNet id. */
function readSynset(nouns, offset) {
  const start = Number(offset);
  const line = nouns.toString("latin1", start, nouns.indexOf("\n", start));
  if (!line.startsWith(`${offset} `)) throw new Error(`data.noun holds no synset at byte ${offset}`);

  const [record, gloss] = line.split(" | ");
  const fields = record.split(" ");
  const wordCount = Number.parseInt(fields[3], 16);
  const pointers = fields.slice(5 + 2 * wordCount);
  return {
    words: fields.slice(4, 4 + 2 * wordCount).flatMap((word, i) => (i % 2 ? [] : word.replaceAll("_", " "))),
    parents: pointers.flatMap((symbol, i) => (i % 4 === 0 && symbol === "@" ? pointers[i + 1] : [])),
    // The gloss is a definition and then, in quotes, examples of use.
    definition: gloss.replace(/(^|;\s*)"[^"]*"/g, "").trim(),
  };
}

/**
 * Names from the nearest hypernym to the root. Of several parents the first listed is taken, but for detours:
 * WordNet mostly puts first what a thing is, and then what it is used for or made of. Other rules are worse:
 * by the parent with the most labels below it, every car is a container; by the longest path, a banana is no
 * food.
 */
function hypernymPath(nouns, synset) {
  const path = [];
  let { parents } = synset;
  while (parents.length > 0) {
    const hypernym = readSynset(nouns, parents.find((parent) => !detours.has(parent)) ?? parents[0]);
    path.push(hypernym.words[0]);
    parents = hypernym.parents;
  }
  while (tooGeneral.has(path.at(-1))) path.pop();
  return path;
}

/** @param reviewed the entry of imagenet-1k.senses.json, if the label has one */
function makeLabel(nouns, key, reviewed) {
  const synset = readSynset(nouns, key.slice(1));
  const name = clearerNames[key] ?? synset.words[0];
  const word = name.replace(/ \([^)]*\)$/, "");
  if (!synset.words.includes(word)) throw new Error(`${key}: "${word}" is no word of its WordNet synset`);

  const synonyms = synset.words.filter((other) => other !== word);
  const sense = reviewed?.sense ? readSynset(nouns, reviewed.sense.slice(1)) : synset;
  const definition = reviewed?.definition ?? sense.definition;
  const hypernyms = hypernymPath(nouns, sense);
  if (!definition) throw new Error(`${key} (${name}): the definition is empty`);
  if (hypernyms.length === 0) throw new Error(`${key} (${name}): no hypernym is left after the cut`);
  if (reviewed && definition === synset.definition)
    throw new Error(`${key} (${name}): imagenet-1k.senses.json leaves its definition as it was`);
  return { key, name, synonyms, definition, hypernyms };
}

/** The reviewed senses by label, each of a label that there is, under the name that it has. */
function readSenses(text, keys) {
  const senses = new Map();
  for (const entry of JSON.parse(text).labels) {
    const where = `imagenet-1k.senses.json, ${entry.key} (${entry.name})`;
    if (!keys.includes(entry.key)) throw new Error(`${where}: there is no such label`);
    if (senses.has(entry.key)) throw new Error(`${where}: the label has two entries`);
    if (!entry.reason) throw new Error(`${where}: the reason is missing`);
    if (!entry.sense && !entry.definition) throw new Error(`${where}: neither a sense nor a definition`);
    senses.set(entry.key, entry);
  }
  return senses;
}

/** Case makes no difference: people type names in small letters. */
function refuseEqualNames(labels) {
  const keyOf = new Map();
  for (const { key, name } of labels) {
    const other = keyOf.get(name.toLowerCase());
    if (other) throw new Error(`${other} and ${key} are both called "${name}": add them to clearerNames`);
    keyOf.set(name.toLowerCase(), key);
  }
}

function makeLabelSpace(nouns, keys, sensesText) {
  const malformed = keys.filter((key) => !/^n\d{8}$/.test(key));
  const unknown = Object.keys(clearerNames).filter((key) => !keys.includes(key));
  if (malformed.length > 0) throw new Error(`not a WordNet noun id: ${malformed.join(", ")}`);
  if (keys.length !== 1000) throw new Error(`${keys.length} ids instead of 1,000`);
  if (new Set(keys).size !== 1000) throw new Error("the ids file names a label twice");
  if (unknown.length > 0) throw new Error(`clearerNames has ids that are no labels: ${unknown.join(", ")}`);

  const senses = readSenses(sensesText, keys);
  const labels = keys.map((key) => makeLabel(nouns, key, senses.get(key)));
  const renamed = labels.find(({ key, name }) => senses.has(key) && senses.get(key).name !== name);
  if (renamed)
    throw new Error(`imagenet-1k.senses.json has another name for ${renamed.key}, ${renamed.name}`);
  refuseEqualNames(labels);
  const head = {
    id: "imagenet-1k",
    name: "ImageNet-1k",
    description: "The 1,000 classes of ImageNet (ILSVRC 2012), with names that are unique.",
    source: `WordNet 3.0 (words, definitions, hypernyms), reviewed for ${senses.size} labels; order of the ILSVRC 2012 classes`,
    licence: "WordNet 3.0 licence, see LICENSE-wordnet",
  };
  // One label per line: a change to a label is one line of a diff.
  const rows = labels.map((label) => `    ${JSON.stringify(label)}`).join(",\n");
  return `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "labels": [\n${rows}\n  ]\n}\n`;
}

/** The licence stands, with numbered lines, before the first synset of every WordNet file. */
function readLicence(nouns) {
  const header = nouns.toString("latin1", 0, nouns.indexOf("\n00001740 ")).split("\n");
  return `${header.map((line) => line.replace(/^ +\d+ /, "").trimEnd()).join("\n")}\n`;
}

const { values: options } = parseArgs({
  options: { wordnet: { type: "string" }, ids: { type: "string" }, check: { type: "boolean" } },
});
const require = createRequire(import.meta.url);
const wordnet = options.wordnet ?? join(dirname(require.resolve("wordnet/package.json")), "db");
const nouns = readFileSync(join(wordnet, "data.noun"));
const ids = readFileSync(options.ids ?? join(here, "imagenet-1k.ids.txt"), "utf8");
const senses = readFileSync(join(here, "imagenet-1k.senses.json"), "utf8");

const files = {
  "imagenet-1k.json": makeLabelSpace(nouns, ids.trim().split(/\s+/), senses),
  "LICENSE-wordnet": readLicence(nouns),
};
for (const [file, text] of Object.entries(files)) {
  const path = join(here, file);
  if (!options.check) {
    writeFileSync(path, text);
  } else if (!existsSync(path) || readFileSync(path, "utf8") !== text) {
    console.error(`label-spaces/${file} is not what makeImagenet1k.mjs makes: run it without --check`);
    process.exitCode = 1;
  }
}
