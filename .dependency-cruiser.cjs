// The layers of src/, and who may import whom. A layer lists every layer that it may import beside itself.
const layers = {
  stats: [],
  core: ["stats"],
  contract: ["core", "stats"],
  config: ["contract"],
  disk: ["contract"],
  db: ["disk", "contract", "core", "stats"],
  files: ["disk", "contract", "core", "stats"],
  storage: ["files", "disk", "contract", "core", "stats"],
  inference: ["storage", "files", "contract", "core", "stats"],
  charts: ["contract", "core", "stats"],
  actions: ["db", "files", "storage", "disk", "inference", "charts", "contract", "core", "stats"],
  jobs: ["actions", "db", "files", "inference", "contract", "core", "stats"],
  server: ["actions", "jobs", "db", "files", "contract", "core", "stats", "config"],
  cli: [
    "actions",
    "jobs",
    "server",
    "db",
    "files",
    "storage",
    "inference",
    "contract",
    "core",
    "stats",
    "config",
  ],
  web: ["charts", "contract", "core", "stats"],
};

const why = {
  stats: "stats is pure mathematics that others import on its own",
  core: "core holds the rules, pure, so that they can be read and tested without a machine around them",
  contract: "contract names what crosses a border; it knows the rules, and nothing that does work",
  config: "config reads settings, and knows nothing of what they are for",
  disk: "what is left on a disk is asked by whatever writes there",
  db: "db, files, inference and charts never meet but in actions",
  files: "db, files, inference and charts never meet but in actions",
  storage: "storage knows where bytes lie, and nothing of what they are",
  inference:
    "inference reads image files itself, so that pixels never cross a process; the rest meets in actions",
  charts: "db, files, inference and charts never meet but in actions",
  actions: "an action is called by jobs, server and cli, never the other way round",
  jobs: "jobs run actions",
  server: "the server translates HTTP to actions",
  cli: "the command line is an outermost layer",
  web: "the browser reaches the server through HTTP alone",
};

const layerOf = (name) => `^src/${name}/`;

module.exports = {
  forbidden: [
    ...Object.entries(layers).map(([layer, allowed]) => ({
      name: `${layer}-imports`,
      comment: `${why[layer]}: it may import ${["itself", ...allowed].join(", ")}`,
      severity: "error",
      from: { path: layerOf(layer), pathNot: "\\.test\\.tsx?$" },
      to: { path: "^(src|test|scripts)/", pathNot: [layer, ...allowed].map(layerOf) },
    })),
    {
      name: "parts-stay-inside",
      comment: "a room's parts serve its own verbs: others call a verb, or the part becomes one",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/actions/[^/]+/" },
      to: { path: "^src/actions/[^/]+/parts/" },
    },
    {
      name: "parts-stay-in-their-room",
      comment: "a room's parts serve its own verbs: others call a verb, or the part becomes one",
      severity: "error",
      from: { path: "^src/actions/([^/]+)/" },
      to: { path: "^src/actions/[^/]+/parts/", pathNot: "^src/actions/$1/" },
    },
    {
      name: "routes-call-actions",
      comment: "a route knows session and schema, and calls an action",
      severity: "error",
      from: {
        path: "^src/server/routes/",
        pathNot: "\\.test\\.ts$",
      },
      to: { path: "^src/db/" },
    },
    {
      name: "no-cycles",
      comment: "two files that need each other are one file, or three",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "contract-touches-no-machine",
      comment: "contract is read by the pages, too: no Node modules",
      severity: "error",
      from: { path: "^src/contract/", pathNot: "\\.test\\.ts$" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "pure-layers-stay-pure",
      comment: "stats and core run anywhere: no Node modules, no packages",
      severity: "error",
      from: { path: "^src/(stats|core)/", pathNot: "\\.test\\.ts$" },
      to: { dependencyTypes: ["core", "npm", "npm-dev"] },
    },
    {
      name: "tests-are-leaves",
      comment: "what ships never imports what tests it",
      severity: "error",
      from: { path: "^src/", pathNot: "\\.test\\.tsx?$" },
      to: { path: "(^test/|\\.test\\.tsx?$)" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.web.json" },
    tsPreCompilationDeps: true,
  },
};
