/** The first page of who has several projects, or none. */
export const home = {
  title: "Your projects",
  make: "Make a project",
  makeFirst: "Make the first one: choose its labels, then add your images.",
  none: "No project yet",
  noneText: "You are signed in, but you have no role in any project.",
  askLead: "Ask the lead of your project to give you one, then reload this page.",
};
