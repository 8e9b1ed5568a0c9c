/** Makes the core with reports as JavaScript objects in a folder, which is made, too. Returns the path of its JavaScript. */
export function buildObjects(folder: string): string;
