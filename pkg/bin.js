#!/usr/bin/env node
// What npm calls: an old Node.js reads it, and says what is needed instead of not understanding the command line.
var major = Number(process.versions.node.split('.')[0]);
if (major < 18) {
  process.stderr.write(
    'error: the command line of mps-webhook needs Node.js 18 or later, and this is ' +
      process.versions.node +
      "; the package itself works here: require('mps-webhook')\n",
  );
  process.exitCode = 1;
} else {
  require('./bin-start.js');
}
