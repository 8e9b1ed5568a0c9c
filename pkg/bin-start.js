// In a file of its own: an old Node.js does not know `import()`, not even where it is not reached.
import('./cli.mjs');
