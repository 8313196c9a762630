/** The part of jsdom that figures are drawn with outside of a browser. */
declare module "jsdom" {
  export class JSDOM {
    constructor(html: string);
    readonly window: { document: Document };
  }
}
