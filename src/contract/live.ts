/**
 * Server-sent events: a message without content whenever something changed in a project. It tells pages to ask again;
 * what they may see is sent there.
 */
export const livePath = "/api/projects/:project/events";
