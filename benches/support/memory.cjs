// Says at the end how much memory was resident at most, KB.
process.on('exit', () => {
  require('node:fs').writeSync(2, `maximum ${process.resourceUsage().maxRSS}\n`);
});
