/** What annotators are asked to do, until a project's lead writes it otherwise. Markdown. */
export const defaultGuideline = `# How to label

**Tick every label whose object you can see in the picture.** Most pictures have one; many have several.

- **One label for each kind of object.** If there are a cup and a spoon, tick both.
- **Labels that exclude each other:** tick the likeliest only. A dog has one breed; look at the exemplar photos of the breeds, then decide.
- **Parts and wholes:** tick both if both are labels. A car that shows its wheels is a *car* and a *car wheel*.
- **Hidden or cut off** objects count, if you can tell what they are.
- **Small or in the background** counts too, if you can tell what it is.
- **Drawings, toys and statues** count when it is clear what they show.
- **What you only conclude** does not count: a kitchen has a refrigerator somewhere, but tick what you see.

## When it is difficult

- Look at the exemplar photos and read the definition: many words mean something narrower than one thinks.
- Open the photo at its full size before you give up on a small object.
- **A label is missing?** Press \`/\` and search all labels.
- **Unsure** is for when you looked and cannot decide. An expert will look again.
- **None of these** is right when you went through all groups, searched, and no label fits.
- Something is wrong with the picture? Flag it, and say what.

Decide by what you see, not by what the picture was meant to be. You will not see what others chose, and they will not see your answers.
`;
