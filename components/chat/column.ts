/** Where the words of a conversation stand, from the title to the composer. */
export const column = "mx-auto w-full max-w-[62rem] px-4 @3xl:pr-10 @3xl:pl-36";
