import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { type AuditKind, auditKinds } from "../../core/audit/auditKinds.ts";
import { type MatterKind, matterKinds } from "../../core/inbox/matters.ts";
import { type EventArea, eventAreas } from "../../core/project/eventAreas.ts";
import { filterInAddress, listInAddress } from "../pages/images/filterInAddress.ts";
import { withShell } from "./parents.tsx";
import { textIn } from "./textIn.ts";

const home = createRoute({
  getParentRoute: () => withShell,
  path: "/",
  component: lazyRouteComponent(() => import("../pages/home/HomePage.tsx"), "HomePage"),
});
const newProject = createRoute({
  getParentRoute: () => withShell,
  path: "/new",
  component: lazyRouteComponent(() => import("../pages/project/create/NewProjectPage.tsx"), "NewProjectPage"),
});
const overview = createRoute({
  getParentRoute: () => withShell,
  path: "/p/$project/overview",
  component: lazyRouteComponent(() => import("../pages/project/overview/OverviewPage.tsx"), "OverviewPage"),
});
const inbox = createRoute({
  getParentRoute: () => withShell,
  path: "/p/$project/inbox",
  validateSearch: (search): { kind?: MatterKind } => {
    const kind = matterKinds.find((one) => one === search.kind);
    return kind === undefined ? {} : { kind };
  },
  component: lazyRouteComponent(() => import("../pages/inbox/InboxPage.tsx"), "InboxPage"),
});
const history = createRoute({
  getParentRoute: () => withShell,
  path: "/p/$project/history",
  validateSearch: (search): { person?: string; area?: EventArea } => {
    const person = textIn(search, "person");
    const area = eventAreas.find((one) => one === search.area);
    return { ...(person ? { person } : {}), ...(area ? { area } : {}) };
  },
  component: lazyRouteComponent(() => import("../pages/project/history/HistoryPage.tsx"), "HistoryPage"),
});
const jobs = createRoute({
  getParentRoute: () => withShell,
  path: "/p/$project/jobs",
  component: lazyRouteComponent(() => import("../pages/jobs/JobsPage.tsx"), "JobsPage"),
});
const work = createRoute({
  getParentRoute: () => withShell,
  path: "/p/$project/work",
  component: lazyRouteComponent(() => import("../pages/tasks/WorkPage.tsx"), "WorkPage"),
});
const releases = createRoute({
  getParentRoute: () => withShell,
  path: "/p/$project/releases",
  component: lazyRouteComponent(() => import("../pages/releases/ReleasesPage.tsx"), "ReleasesPage"),
});
const models = createRoute({
  getParentRoute: () => withShell,
  path: "/p/$project/models",
  validateSearch: (search): { view?: "proposals"; by?: string } => {
    // A number in an address arrives as a number.
    const by = typeof search.by === "number" ? String(search.by) : textIn(search, "by");
    return { ...(search.view === "proposals" ? { view: "proposals" } : {}), ...(by ? { by } : {}) };
  },
  component: lazyRouteComponent(() => import("../pages/models/ModelsPage.tsx"), "ModelsPage"),
});
const labels = createRoute({
  getParentRoute: () => withShell,
  path: "/p/$project/labels",
  component: lazyRouteComponent(() => import("../pages/labels/LabelsPage.tsx"), "LabelsPage"),
});
const label = createRoute({
  getParentRoute: () => withShell,
  path: "/p/$project/labels/$label",
  component: lazyRouteComponent(() => import("../pages/labels/LabelPage.tsx"), "LabelPage"),
});
const labelGrid = createRoute({
  getParentRoute: () => withShell,
  path: "/p/$project/labels/$label/grid",
  component: lazyRouteComponent(() => import("../pages/labels/LabelGridPage.tsx"), "LabelGridPage"),
});
const labelIn = (search: Record<string, unknown>, name: string) => {
  const label = search[name];
  return Number.isInteger(label) && (label as number) >= 0 ? (label as number) : undefined;
};
const rulings = createRoute({
  getParentRoute: () => withShell,
  path: "/p/$project/labels/rulings",
  validateSearch: (search): { first?: number; second?: number } => {
    const [first, second] = [labelIn(search, "first"), labelIn(search, "second")];
    return first === undefined || second === undefined ? {} : { first, second };
  },
  component: lazyRouteComponent(() => import("../pages/rulings/RulingsPage.tsx"), "RulingsPage"),
});
const rulingSample = createRoute({
  getParentRoute: () => withShell,
  path: "/p/$project/rulings/$application",
  component: lazyRouteComponent(() => import("../pages/rulings/RulingSamplePage.tsx"), "RulingSamplePage"),
});
const pace = createRoute({
  getParentRoute: () => withShell,
  path: "/p/$project/pace",
  component: lazyRouteComponent(() => import("../pages/pace/PacePage.tsx"), "PacePage"),
});
const agreement = createRoute({
  getParentRoute: () => withShell,
  path: "/p/$project/agreement",
  component: lazyRouteComponent(() => import("../pages/agreement/AgreementPage.tsx"), "AgreementPage"),
});
const images = createRoute({
  getParentRoute: () => withShell,
  path: "/p/$project/images",
  validateSearch: filterInAddress,
  component: lazyRouteComponent(() => import("../pages/images/ImagesPage.tsx"), "ImagesPage"),
});
const addImages = createRoute({
  getParentRoute: () => withShell,
  path: "/p/$project/images/add",
  component: lazyRouteComponent(() => import("../pages/images/add/AddImagesPage.tsx"), "AddImagesPage"),
});
const addExemplars = createRoute({
  getParentRoute: () => withShell,
  path: "/p/$project/labels/exemplars",
  component: lazyRouteComponent(() => import("../pages/images/add/AddImagesPage.tsx"), "AddExemplarsPage"),
});
const leftOut = createRoute({
  getParentRoute: () => withShell,
  path: "/p/$project/images/left-out",
  component: lazyRouteComponent(() => import("../pages/images/LeftOutPage.tsx"), "LeftOutPage"),
});
const imageMap = createRoute({
  getParentRoute: () => withShell,
  path: "/p/$project/images/map",
  component: lazyRouteComponent(() => import("../pages/images/map/MapPage.tsx"), "MapPage"),
});
const image = createRoute({
  getParentRoute: () => withShell,
  path: "/p/$project/images/$image",
  validateSearch: listInAddress,
  component: lazyRouteComponent(() => import("../pages/images/ImagePage.tsx"), "ImagePage"),
});
const audit = createRoute({
  getParentRoute: () => withShell,
  path: "/p/$project/audit",
  validateSearch: (search): { list?: AuditKind } => {
    const list = auditKinds.find((kind) => kind === search.list);
    return list === undefined ? {} : { list };
  },
  component: lazyRouteComponent(() => import("../pages/audit/AuditPage.tsx"), "AuditPage"),
});
const batches = createRoute({
  getParentRoute: () => withShell,
  path: "/p/$project/batches",
  component: lazyRouteComponent(() => import("../pages/batches/BatchesPage.tsx"), "BatchesPage"),
});
const pilot = createRoute({
  getParentRoute: () => withShell,
  path: "/p/$project/batches/pilot",
  component: lazyRouteComponent(() => import("../pages/pilot/PilotPage.tsx"), "PilotPage"),
});
const settings = createRoute({
  getParentRoute: () => withShell,
  path: "/p/$project/settings",
  component: lazyRouteComponent(() => import("../pages/project/settings/SettingsPage.tsx"), "SettingsPage"),
});
const webhooks = createRoute({
  getParentRoute: () => withShell,
  path: "/p/$project/settings/webhooks",
  component: lazyRouteComponent(() => import("../pages/webhooks/WebhooksPage.tsx"), "WebhooksPage"),
});
const gold = createRoute({
  getParentRoute: () => withShell,
  path: "/p/$project/gold",
  component: lazyRouteComponent(() => import("../pages/gold/GoldPage.tsx"), "GoldPage"),
});
const noLabel = createRoute({
  getParentRoute: () => withShell,
  path: "/p/$project/no-label",
  component: lazyRouteComponent(() => import("../pages/review/NoLabelPage.tsx"), "NoLabelPage"),
});
const sheets = createRoute({
  getParentRoute: () => withShell,
  path: "/p/$project/sheets",
  component: lazyRouteComponent(() => import("../pages/contains/SheetsPage.tsx"), "SheetsPage"),
});
const guideline = createRoute({
  getParentRoute: () => withShell,
  path: "/p/$project/guideline",
  component: lazyRouteComponent(() => import("../pages/guideline/GuidelinePage.tsx"), "GuidelinePage"),
});

const people = createRoute({
  getParentRoute: () => withShell,
  path: "/p/$project/people",
  component: lazyRouteComponent(() => import("../pages/people/PeoplePage.tsx"), "PeoplePage"),
});
const person = createRoute({
  getParentRoute: () => withShell,
  path: "/p/$project/people/$person",
  component: lazyRouteComponent(() => import("../pages/people/PersonPage.tsx"), "PersonPage"),
});
const account = createRoute({
  getParentRoute: () => withShell,
  path: "/account",
  component: lazyRouteComponent(() => import("../pages/people/account/AccountPage.tsx"), "AccountPage"),
});

/** The pages inside the shell. */
export const pageRoutes = [
  home,
  newProject,
  overview,
  inbox,
  history,
  jobs,
  work,
  releases,
  models,
  labels,
  label,
  labelGrid,
  rulings,
  rulingSample,
  pace,
  agreement,
  images,
  addImages,
  addExemplars,
  leftOut,
  imageMap,
  image,
  audit,
  batches,
  pilot,
  settings,
  webhooks,
  gold,
  noLabel,
  sheets,
  guideline,
  people,
  person,
  account,
] as const;
