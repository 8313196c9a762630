/** What annotators are asked to do, until a project's lead writes it otherwise. Markdown. */
export const defaultGuideline = `# How to label

**Tick every label whose object you can see in the picture.** Most pictures have one; many have several.

- **One label for each kind of object.** A cup with a spoon in it: *cup* and *spoon*. Three cups: *cup*, once.
- **Labels that exclude each other:** the likeliest only. A dog has one breed: compare it with the exemplar photos, then decide. Two dogs of two breeds: both.
- **Parts and wholes:** both, if both are labels. A car that shows its wheels: *car* and *car wheel*.
- **Hidden or cut off** objects count, if you can tell what they are. Half a bicycle behind a wall: *bicycle*.
- **Small or in the background** counts too, if you can tell what it is. The clock on the far tower: *clock*.
- **Drawings, toys and statues** count when it is clear what they show. A tiger on a poster: *tiger*.
- **What you only conclude** does not count. A kitchen has a refrigerator somewhere: tick it if you see it.

## When it is difficult

- Look at the exemplar photos and read the definition: many words mean something narrower than one thinks.
- Open the photo at its full size before you give up on a small object.
- **A label is missing?** Press \`/\` and search all labels.
- **Unsure** is for when you looked and cannot decide. An expert will look again.
- **None of these** is right when you went through all groups, searched, and no label fits.
- Something is wrong with the picture? Flag it, and say what.

Decide by what you see, not by what the picture was meant to be. You will not see what others chose, and they will not see your answers.
`;
