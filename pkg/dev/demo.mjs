var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __require = /* @__PURE__ */ ((x) => typeof require !== "undefined" ? require : typeof Proxy !== "undefined" ? new Proxy(x, {
  get: (a, b) => (typeof require !== "undefined" ? require : a)[b]
}) : x)(function(x) {
  if (typeof require !== "undefined") return require.apply(this, arguments);
  throw Error('Dynamic require of "' + x + '" is not supported');
});
var __commonJS = (cb, mod) => function __require2() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));

// node_modules/cli-table3/src/debug.js
var require_debug = __commonJS({
  "node_modules/cli-table3/src/debug.js"(exports, module) {
    var messages = [];
    var level = 0;
    var debug = (msg, min) => {
      if (level >= min) {
        messages.push(msg);
      }
    };
    debug.WARN = 1;
    debug.INFO = 2;
    debug.DEBUG = 3;
    debug.reset = () => {
      messages = [];
    };
    debug.setDebugLevel = (v) => {
      level = v;
    };
    debug.warn = (msg) => debug(msg, debug.WARN);
    debug.info = (msg) => debug(msg, debug.INFO);
    debug.debug = (msg) => debug(msg, debug.DEBUG);
    debug.debugMessages = () => messages;
    module.exports = debug;
  }
});

// node_modules/ansi-regex/index.js
var require_ansi_regex = __commonJS({
  "node_modules/ansi-regex/index.js"(exports, module) {
    "use strict";
    module.exports = ({ onlyFirst = false } = {}) => {
      const pattern = [
        "[\\u001B\\u009B][[\\]()#;?]*(?:(?:(?:(?:;[-a-zA-Z\\d\\/#&.:=?%@~_]+)*|[a-zA-Z\\d]+(?:;[-a-zA-Z\\d\\/#&.:=?%@~_]*)*)?\\u0007)",
        "(?:(?:\\d{1,4}(?:;\\d{0,4})*)?[\\dA-PR-TZcf-ntqry=><~]))"
      ].join("|");
      return new RegExp(pattern, onlyFirst ? void 0 : "g");
    };
  }
});

// node_modules/strip-ansi/index.js
var require_strip_ansi = __commonJS({
  "node_modules/strip-ansi/index.js"(exports, module) {
    "use strict";
    var ansiRegex = require_ansi_regex();
    module.exports = (string) => typeof string === "string" ? string.replace(ansiRegex(), "") : string;
  }
});

// node_modules/is-fullwidth-code-point/index.js
var require_is_fullwidth_code_point = __commonJS({
  "node_modules/is-fullwidth-code-point/index.js"(exports, module) {
    "use strict";
    var isFullwidthCodePoint = (codePoint) => {
      if (Number.isNaN(codePoint)) {
        return false;
      }
      if (codePoint >= 4352 && (codePoint <= 4447 || // Hangul Jamo
      codePoint === 9001 || // LEFT-POINTING ANGLE BRACKET
      codePoint === 9002 || // RIGHT-POINTING ANGLE BRACKET
      // CJK Radicals Supplement .. Enclosed CJK Letters and Months
      11904 <= codePoint && codePoint <= 12871 && codePoint !== 12351 || // Enclosed CJK Letters and Months .. CJK Unified Ideographs Extension A
      12880 <= codePoint && codePoint <= 19903 || // CJK Unified Ideographs .. Yi Radicals
      19968 <= codePoint && codePoint <= 42182 || // Hangul Jamo Extended-A
      43360 <= codePoint && codePoint <= 43388 || // Hangul Syllables
      44032 <= codePoint && codePoint <= 55203 || // CJK Compatibility Ideographs
      63744 <= codePoint && codePoint <= 64255 || // Vertical Forms
      65040 <= codePoint && codePoint <= 65049 || // CJK Compatibility Forms .. Small Form Variants
      65072 <= codePoint && codePoint <= 65131 || // Halfwidth and Fullwidth Forms
      65281 <= codePoint && codePoint <= 65376 || 65504 <= codePoint && codePoint <= 65510 || // Kana Supplement
      110592 <= codePoint && codePoint <= 110593 || // Enclosed Ideographic Supplement
      127488 <= codePoint && codePoint <= 127569 || // CJK Unified Ideographs Extension B .. Tertiary Ideographic Plane
      131072 <= codePoint && codePoint <= 262141)) {
        return true;
      }
      return false;
    };
    module.exports = isFullwidthCodePoint;
    module.exports.default = isFullwidthCodePoint;
  }
});

// node_modules/emoji-regex/index.js
var require_emoji_regex = __commonJS({
  "node_modules/emoji-regex/index.js"(exports, module) {
    "use strict";
    module.exports = function() {
      return /\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62(?:\uDB40\uDC65\uDB40\uDC6E\uDB40\uDC67|\uDB40\uDC73\uDB40\uDC63\uDB40\uDC74|\uDB40\uDC77\uDB40\uDC6C\uDB40\uDC73)\uDB40\uDC7F|\uD83D\uDC68(?:\uD83C\uDFFC\u200D(?:\uD83E\uDD1D\u200D\uD83D\uDC68\uD83C\uDFFB|\uD83C[\uDF3E\uDF73\uDF93\uDFA4\uDFA8\uDFEB\uDFED]|\uD83D[\uDCBB\uDCBC\uDD27\uDD2C\uDE80\uDE92]|\uD83E[\uDDAF-\uDDB3\uDDBC\uDDBD])|\uD83C\uDFFF\u200D(?:\uD83E\uDD1D\u200D\uD83D\uDC68(?:\uD83C[\uDFFB-\uDFFE])|\uD83C[\uDF3E\uDF73\uDF93\uDFA4\uDFA8\uDFEB\uDFED]|\uD83D[\uDCBB\uDCBC\uDD27\uDD2C\uDE80\uDE92]|\uD83E[\uDDAF-\uDDB3\uDDBC\uDDBD])|\uD83C\uDFFE\u200D(?:\uD83E\uDD1D\u200D\uD83D\uDC68(?:\uD83C[\uDFFB-\uDFFD])|\uD83C[\uDF3E\uDF73\uDF93\uDFA4\uDFA8\uDFEB\uDFED]|\uD83D[\uDCBB\uDCBC\uDD27\uDD2C\uDE80\uDE92]|\uD83E[\uDDAF-\uDDB3\uDDBC\uDDBD])|\uD83C\uDFFD\u200D(?:\uD83E\uDD1D\u200D\uD83D\uDC68(?:\uD83C[\uDFFB\uDFFC])|\uD83C[\uDF3E\uDF73\uDF93\uDFA4\uDFA8\uDFEB\uDFED]|\uD83D[\uDCBB\uDCBC\uDD27\uDD2C\uDE80\uDE92]|\uD83E[\uDDAF-\uDDB3\uDDBC\uDDBD])|\u200D(?:\u2764\uFE0F\u200D(?:\uD83D\uDC8B\u200D)?\uD83D\uDC68|(?:\uD83D[\uDC68\uDC69])\u200D(?:\uD83D\uDC66\u200D\uD83D\uDC66|\uD83D\uDC67\u200D(?:\uD83D[\uDC66\uDC67]))|\uD83D\uDC66\u200D\uD83D\uDC66|\uD83D\uDC67\u200D(?:\uD83D[\uDC66\uDC67])|(?:\uD83D[\uDC68\uDC69])\u200D(?:\uD83D[\uDC66\uDC67])|[\u2695\u2696\u2708]\uFE0F|\uD83D[\uDC66\uDC67]|\uD83C[\uDF3E\uDF73\uDF93\uDFA4\uDFA8\uDFEB\uDFED]|\uD83D[\uDCBB\uDCBC\uDD27\uDD2C\uDE80\uDE92]|\uD83E[\uDDAF-\uDDB3\uDDBC\uDDBD])|(?:\uD83C\uDFFB\u200D[\u2695\u2696\u2708]|\uD83C\uDFFF\u200D[\u2695\u2696\u2708]|\uD83C\uDFFE\u200D[\u2695\u2696\u2708]|\uD83C\uDFFD\u200D[\u2695\u2696\u2708]|\uD83C\uDFFC\u200D[\u2695\u2696\u2708])\uFE0F|\uD83C\uDFFB\u200D(?:\uD83C[\uDF3E\uDF73\uDF93\uDFA4\uDFA8\uDFEB\uDFED]|\uD83D[\uDCBB\uDCBC\uDD27\uDD2C\uDE80\uDE92]|\uD83E[\uDDAF-\uDDB3\uDDBC\uDDBD])|\uD83C[\uDFFB-\uDFFF])|(?:\uD83E\uDDD1\uD83C\uDFFB\u200D\uD83E\uDD1D\u200D\uD83E\uDDD1|\uD83D\uDC69\uD83C\uDFFC\u200D\uD83E\uDD1D\u200D\uD83D\uDC69)\uD83C\uDFFB|\uD83E\uDDD1(?:\uD83C\uDFFF\u200D\uD83E\uDD1D\u200D\uD83E\uDDD1(?:\uD83C[\uDFFB-\uDFFF])|\u200D\uD83E\uDD1D\u200D\uD83E\uDDD1)|(?:\uD83E\uDDD1\uD83C\uDFFE\u200D\uD83E\uDD1D\u200D\uD83E\uDDD1|\uD83D\uDC69\uD83C\uDFFF\u200D\uD83E\uDD1D\u200D(?:\uD83D[\uDC68\uDC69]))(?:\uD83C[\uDFFB-\uDFFE])|(?:\uD83E\uDDD1\uD83C\uDFFC\u200D\uD83E\uDD1D\u200D\uD83E\uDDD1|\uD83D\uDC69\uD83C\uDFFD\u200D\uD83E\uDD1D\u200D\uD83D\uDC69)(?:\uD83C[\uDFFB\uDFFC])|\uD83D\uDC69(?:\uD83C\uDFFE\u200D(?:\uD83E\uDD1D\u200D\uD83D\uDC68(?:\uD83C[\uDFFB-\uDFFD\uDFFF])|\uD83C[\uDF3E\uDF73\uDF93\uDFA4\uDFA8\uDFEB\uDFED]|\uD83D[\uDCBB\uDCBC\uDD27\uDD2C\uDE80\uDE92]|\uD83E[\uDDAF-\uDDB3\uDDBC\uDDBD])|\uD83C\uDFFC\u200D(?:\uD83E\uDD1D\u200D\uD83D\uDC68(?:\uD83C[\uDFFB\uDFFD-\uDFFF])|\uD83C[\uDF3E\uDF73\uDF93\uDFA4\uDFA8\uDFEB\uDFED]|\uD83D[\uDCBB\uDCBC\uDD27\uDD2C\uDE80\uDE92]|\uD83E[\uDDAF-\uDDB3\uDDBC\uDDBD])|\uD83C\uDFFB\u200D(?:\uD83E\uDD1D\u200D\uD83D\uDC68(?:\uD83C[\uDFFC-\uDFFF])|\uD83C[\uDF3E\uDF73\uDF93\uDFA4\uDFA8\uDFEB\uDFED]|\uD83D[\uDCBB\uDCBC\uDD27\uDD2C\uDE80\uDE92]|\uD83E[\uDDAF-\uDDB3\uDDBC\uDDBD])|\uD83C\uDFFD\u200D(?:\uD83E\uDD1D\u200D\uD83D\uDC68(?:\uD83C[\uDFFB\uDFFC\uDFFE\uDFFF])|\uD83C[\uDF3E\uDF73\uDF93\uDFA4\uDFA8\uDFEB\uDFED]|\uD83D[\uDCBB\uDCBC\uDD27\uDD2C\uDE80\uDE92]|\uD83E[\uDDAF-\uDDB3\uDDBC\uDDBD])|\u200D(?:\u2764\uFE0F\u200D(?:\uD83D\uDC8B\u200D(?:\uD83D[\uDC68\uDC69])|\uD83D[\uDC68\uDC69])|\uD83C[\uDF3E\uDF73\uDF93\uDFA4\uDFA8\uDFEB\uDFED]|\uD83D[\uDCBB\uDCBC\uDD27\uDD2C\uDE80\uDE92]|\uD83E[\uDDAF-\uDDB3\uDDBC\uDDBD])|\uD83C\uDFFF\u200D(?:\uD83C[\uDF3E\uDF73\uDF93\uDFA4\uDFA8\uDFEB\uDFED]|\uD83D[\uDCBB\uDCBC\uDD27\uDD2C\uDE80\uDE92]|\uD83E[\uDDAF-\uDDB3\uDDBC\uDDBD]))|\uD83D\uDC69\u200D\uD83D\uDC69\u200D(?:\uD83D\uDC66\u200D\uD83D\uDC66|\uD83D\uDC67\u200D(?:\uD83D[\uDC66\uDC67]))|(?:\uD83E\uDDD1\uD83C\uDFFD\u200D\uD83E\uDD1D\u200D\uD83E\uDDD1|\uD83D\uDC69\uD83C\uDFFE\u200D\uD83E\uDD1D\u200D\uD83D\uDC69)(?:\uD83C[\uDFFB-\uDFFD])|\uD83D\uDC69\u200D\uD83D\uDC66\u200D\uD83D\uDC66|\uD83D\uDC69\u200D\uD83D\uDC69\u200D(?:\uD83D[\uDC66\uDC67])|(?:\uD83D\uDC41\uFE0F\u200D\uD83D\uDDE8|\uD83D\uDC69(?:\uD83C\uDFFF\u200D[\u2695\u2696\u2708]|\uD83C\uDFFE\u200D[\u2695\u2696\u2708]|\uD83C\uDFFC\u200D[\u2695\u2696\u2708]|\uD83C\uDFFB\u200D[\u2695\u2696\u2708]|\uD83C\uDFFD\u200D[\u2695\u2696\u2708]|\u200D[\u2695\u2696\u2708])|(?:(?:\u26F9|\uD83C[\uDFCB\uDFCC]|\uD83D\uDD75)\uFE0F|\uD83D\uDC6F|\uD83E[\uDD3C\uDDDE\uDDDF])\u200D[\u2640\u2642]|(?:\u26F9|\uD83C[\uDFCB\uDFCC]|\uD83D\uDD75)(?:\uD83C[\uDFFB-\uDFFF])\u200D[\u2640\u2642]|(?:\uD83C[\uDFC3\uDFC4\uDFCA]|\uD83D[\uDC6E\uDC71\uDC73\uDC77\uDC81\uDC82\uDC86\uDC87\uDE45-\uDE47\uDE4B\uDE4D\uDE4E\uDEA3\uDEB4-\uDEB6]|\uD83E[\uDD26\uDD37-\uDD39\uDD3D\uDD3E\uDDB8\uDDB9\uDDCD-\uDDCF\uDDD6-\uDDDD])(?:(?:\uD83C[\uDFFB-\uDFFF])\u200D[\u2640\u2642]|\u200D[\u2640\u2642])|\uD83C\uDFF4\u200D\u2620)\uFE0F|\uD83D\uDC69\u200D\uD83D\uDC67\u200D(?:\uD83D[\uDC66\uDC67])|\uD83C\uDFF3\uFE0F\u200D\uD83C\uDF08|\uD83D\uDC15\u200D\uD83E\uDDBA|\uD83D\uDC69\u200D\uD83D\uDC66|\uD83D\uDC69\u200D\uD83D\uDC67|\uD83C\uDDFD\uD83C\uDDF0|\uD83C\uDDF4\uD83C\uDDF2|\uD83C\uDDF6\uD83C\uDDE6|[#\*0-9]\uFE0F\u20E3|\uD83C\uDDE7(?:\uD83C[\uDDE6\uDDE7\uDDE9-\uDDEF\uDDF1-\uDDF4\uDDF6-\uDDF9\uDDFB\uDDFC\uDDFE\uDDFF])|\uD83C\uDDF9(?:\uD83C[\uDDE6\uDDE8\uDDE9\uDDEB-\uDDED\uDDEF-\uDDF4\uDDF7\uDDF9\uDDFB\uDDFC\uDDFF])|\uD83C\uDDEA(?:\uD83C[\uDDE6\uDDE8\uDDEA\uDDEC\uDDED\uDDF7-\uDDFA])|\uD83E\uDDD1(?:\uD83C[\uDFFB-\uDFFF])|\uD83C\uDDF7(?:\uD83C[\uDDEA\uDDF4\uDDF8\uDDFA\uDDFC])|\uD83D\uDC69(?:\uD83C[\uDFFB-\uDFFF])|\uD83C\uDDF2(?:\uD83C[\uDDE6\uDDE8-\uDDED\uDDF0-\uDDFF])|\uD83C\uDDE6(?:\uD83C[\uDDE8-\uDDEC\uDDEE\uDDF1\uDDF2\uDDF4\uDDF6-\uDDFA\uDDFC\uDDFD\uDDFF])|\uD83C\uDDF0(?:\uD83C[\uDDEA\uDDEC-\uDDEE\uDDF2\uDDF3\uDDF5\uDDF7\uDDFC\uDDFE\uDDFF])|\uD83C\uDDED(?:\uD83C[\uDDF0\uDDF2\uDDF3\uDDF7\uDDF9\uDDFA])|\uD83C\uDDE9(?:\uD83C[\uDDEA\uDDEC\uDDEF\uDDF0\uDDF2\uDDF4\uDDFF])|\uD83C\uDDFE(?:\uD83C[\uDDEA\uDDF9])|\uD83C\uDDEC(?:\uD83C[\uDDE6\uDDE7\uDDE9-\uDDEE\uDDF1-\uDDF3\uDDF5-\uDDFA\uDDFC\uDDFE])|\uD83C\uDDF8(?:\uD83C[\uDDE6-\uDDEA\uDDEC-\uDDF4\uDDF7-\uDDF9\uDDFB\uDDFD-\uDDFF])|\uD83C\uDDEB(?:\uD83C[\uDDEE-\uDDF0\uDDF2\uDDF4\uDDF7])|\uD83C\uDDF5(?:\uD83C[\uDDE6\uDDEA-\uDDED\uDDF0-\uDDF3\uDDF7-\uDDF9\uDDFC\uDDFE])|\uD83C\uDDFB(?:\uD83C[\uDDE6\uDDE8\uDDEA\uDDEC\uDDEE\uDDF3\uDDFA])|\uD83C\uDDF3(?:\uD83C[\uDDE6\uDDE8\uDDEA-\uDDEC\uDDEE\uDDF1\uDDF4\uDDF5\uDDF7\uDDFA\uDDFF])|\uD83C\uDDE8(?:\uD83C[\uDDE6\uDDE8\uDDE9\uDDEB-\uDDEE\uDDF0-\uDDF5\uDDF7\uDDFA-\uDDFF])|\uD83C\uDDF1(?:\uD83C[\uDDE6-\uDDE8\uDDEE\uDDF0\uDDF7-\uDDFB\uDDFE])|\uD83C\uDDFF(?:\uD83C[\uDDE6\uDDF2\uDDFC])|\uD83C\uDDFC(?:\uD83C[\uDDEB\uDDF8])|\uD83C\uDDFA(?:\uD83C[\uDDE6\uDDEC\uDDF2\uDDF3\uDDF8\uDDFE\uDDFF])|\uD83C\uDDEE(?:\uD83C[\uDDE8-\uDDEA\uDDF1-\uDDF4\uDDF6-\uDDF9])|\uD83C\uDDEF(?:\uD83C[\uDDEA\uDDF2\uDDF4\uDDF5])|(?:\uD83C[\uDFC3\uDFC4\uDFCA]|\uD83D[\uDC6E\uDC71\uDC73\uDC77\uDC81\uDC82\uDC86\uDC87\uDE45-\uDE47\uDE4B\uDE4D\uDE4E\uDEA3\uDEB4-\uDEB6]|\uD83E[\uDD26\uDD37-\uDD39\uDD3D\uDD3E\uDDB8\uDDB9\uDDCD-\uDDCF\uDDD6-\uDDDD])(?:\uD83C[\uDFFB-\uDFFF])|(?:\u26F9|\uD83C[\uDFCB\uDFCC]|\uD83D\uDD75)(?:\uD83C[\uDFFB-\uDFFF])|(?:[\u261D\u270A-\u270D]|\uD83C[\uDF85\uDFC2\uDFC7]|\uD83D[\uDC42\uDC43\uDC46-\uDC50\uDC66\uDC67\uDC6B-\uDC6D\uDC70\uDC72\uDC74-\uDC76\uDC78\uDC7C\uDC83\uDC85\uDCAA\uDD74\uDD7A\uDD90\uDD95\uDD96\uDE4C\uDE4F\uDEC0\uDECC]|\uD83E[\uDD0F\uDD18-\uDD1C\uDD1E\uDD1F\uDD30-\uDD36\uDDB5\uDDB6\uDDBB\uDDD2-\uDDD5])(?:\uD83C[\uDFFB-\uDFFF])|(?:[\u231A\u231B\u23E9-\u23EC\u23F0\u23F3\u25FD\u25FE\u2614\u2615\u2648-\u2653\u267F\u2693\u26A1\u26AA\u26AB\u26BD\u26BE\u26C4\u26C5\u26CE\u26D4\u26EA\u26F2\u26F3\u26F5\u26FA\u26FD\u2705\u270A\u270B\u2728\u274C\u274E\u2753-\u2755\u2757\u2795-\u2797\u27B0\u27BF\u2B1B\u2B1C\u2B50\u2B55]|\uD83C[\uDC04\uDCCF\uDD8E\uDD91-\uDD9A\uDDE6-\uDDFF\uDE01\uDE1A\uDE2F\uDE32-\uDE36\uDE38-\uDE3A\uDE50\uDE51\uDF00-\uDF20\uDF2D-\uDF35\uDF37-\uDF7C\uDF7E-\uDF93\uDFA0-\uDFCA\uDFCF-\uDFD3\uDFE0-\uDFF0\uDFF4\uDFF8-\uDFFF]|\uD83D[\uDC00-\uDC3E\uDC40\uDC42-\uDCFC\uDCFF-\uDD3D\uDD4B-\uDD4E\uDD50-\uDD67\uDD7A\uDD95\uDD96\uDDA4\uDDFB-\uDE4F\uDE80-\uDEC5\uDECC\uDED0-\uDED2\uDED5\uDEEB\uDEEC\uDEF4-\uDEFA\uDFE0-\uDFEB]|\uD83E[\uDD0D-\uDD3A\uDD3C-\uDD45\uDD47-\uDD71\uDD73-\uDD76\uDD7A-\uDDA2\uDDA5-\uDDAA\uDDAE-\uDDCA\uDDCD-\uDDFF\uDE70-\uDE73\uDE78-\uDE7A\uDE80-\uDE82\uDE90-\uDE95])|(?:[#\*0-9\xA9\xAE\u203C\u2049\u2122\u2139\u2194-\u2199\u21A9\u21AA\u231A\u231B\u2328\u23CF\u23E9-\u23F3\u23F8-\u23FA\u24C2\u25AA\u25AB\u25B6\u25C0\u25FB-\u25FE\u2600-\u2604\u260E\u2611\u2614\u2615\u2618\u261D\u2620\u2622\u2623\u2626\u262A\u262E\u262F\u2638-\u263A\u2640\u2642\u2648-\u2653\u265F\u2660\u2663\u2665\u2666\u2668\u267B\u267E\u267F\u2692-\u2697\u2699\u269B\u269C\u26A0\u26A1\u26AA\u26AB\u26B0\u26B1\u26BD\u26BE\u26C4\u26C5\u26C8\u26CE\u26CF\u26D1\u26D3\u26D4\u26E9\u26EA\u26F0-\u26F5\u26F7-\u26FA\u26FD\u2702\u2705\u2708-\u270D\u270F\u2712\u2714\u2716\u271D\u2721\u2728\u2733\u2734\u2744\u2747\u274C\u274E\u2753-\u2755\u2757\u2763\u2764\u2795-\u2797\u27A1\u27B0\u27BF\u2934\u2935\u2B05-\u2B07\u2B1B\u2B1C\u2B50\u2B55\u3030\u303D\u3297\u3299]|\uD83C[\uDC04\uDCCF\uDD70\uDD71\uDD7E\uDD7F\uDD8E\uDD91-\uDD9A\uDDE6-\uDDFF\uDE01\uDE02\uDE1A\uDE2F\uDE32-\uDE3A\uDE50\uDE51\uDF00-\uDF21\uDF24-\uDF93\uDF96\uDF97\uDF99-\uDF9B\uDF9E-\uDFF0\uDFF3-\uDFF5\uDFF7-\uDFFF]|\uD83D[\uDC00-\uDCFD\uDCFF-\uDD3D\uDD49-\uDD4E\uDD50-\uDD67\uDD6F\uDD70\uDD73-\uDD7A\uDD87\uDD8A-\uDD8D\uDD90\uDD95\uDD96\uDDA4\uDDA5\uDDA8\uDDB1\uDDB2\uDDBC\uDDC2-\uDDC4\uDDD1-\uDDD3\uDDDC-\uDDDE\uDDE1\uDDE3\uDDE8\uDDEF\uDDF3\uDDFA-\uDE4F\uDE80-\uDEC5\uDECB-\uDED2\uDED5\uDEE0-\uDEE5\uDEE9\uDEEB\uDEEC\uDEF0\uDEF3-\uDEFA\uDFE0-\uDFEB]|\uD83E[\uDD0D-\uDD3A\uDD3C-\uDD45\uDD47-\uDD71\uDD73-\uDD76\uDD7A-\uDDA2\uDDA5-\uDDAA\uDDAE-\uDDCA\uDDCD-\uDDFF\uDE70-\uDE73\uDE78-\uDE7A\uDE80-\uDE82\uDE90-\uDE95])\uFE0F|(?:[\u261D\u26F9\u270A-\u270D]|\uD83C[\uDF85\uDFC2-\uDFC4\uDFC7\uDFCA-\uDFCC]|\uD83D[\uDC42\uDC43\uDC46-\uDC50\uDC66-\uDC78\uDC7C\uDC81-\uDC83\uDC85-\uDC87\uDC8F\uDC91\uDCAA\uDD74\uDD75\uDD7A\uDD90\uDD95\uDD96\uDE45-\uDE47\uDE4B-\uDE4F\uDEA3\uDEB4-\uDEB6\uDEC0\uDECC]|\uD83E[\uDD0F\uDD18-\uDD1F\uDD26\uDD30-\uDD39\uDD3C-\uDD3E\uDDB5\uDDB6\uDDB8\uDDB9\uDDBB\uDDCD-\uDDCF\uDDD1-\uDDDD])/g;
    };
  }
});

// node_modules/string-width/index.js
var require_string_width = __commonJS({
  "node_modules/string-width/index.js"(exports, module) {
    "use strict";
    var stripAnsi = require_strip_ansi();
    var isFullwidthCodePoint = require_is_fullwidth_code_point();
    var emojiRegex = require_emoji_regex();
    var stringWidth = (string) => {
      if (typeof string !== "string" || string.length === 0) {
        return 0;
      }
      string = stripAnsi(string);
      if (string.length === 0) {
        return 0;
      }
      string = string.replace(emojiRegex(), "  ");
      let width = 0;
      for (let i = 0; i < string.length; i++) {
        const code2 = string.codePointAt(i);
        if (code2 <= 31 || code2 >= 127 && code2 <= 159) {
          continue;
        }
        if (code2 >= 768 && code2 <= 879) {
          continue;
        }
        if (code2 > 65535) {
          i++;
        }
        width += isFullwidthCodePoint(code2) ? 2 : 1;
      }
      return width;
    };
    module.exports = stringWidth;
    module.exports.default = stringWidth;
  }
});

// node_modules/cli-table3/src/utils.js
var require_utils = __commonJS({
  "node_modules/cli-table3/src/utils.js"(exports, module) {
    var stringWidth = require_string_width();
    function codeRegex(capture) {
      return capture ? /\u001b\[((?:\d*;){0,5}\d*)m/g : /\u001b\[(?:\d*;){0,5}\d*m/g;
    }
    function strlen(str) {
      let code2 = codeRegex();
      let stripped = ("" + str).replace(code2, "");
      let split = stripped.split("\n");
      return split.reduce(function(memo, s) {
        return stringWidth(s) > memo ? stringWidth(s) : memo;
      }, 0);
    }
    function repeat(str, times) {
      return Array(times + 1).join(str);
    }
    function pad(str, len, pad2, dir) {
      let length = strlen(str);
      if (len + 1 >= length) {
        let padlen = len - length;
        switch (dir) {
          case "right": {
            str = repeat(pad2, padlen) + str;
            break;
          }
          case "center": {
            let right = Math.ceil(padlen / 2);
            let left = padlen - right;
            str = repeat(pad2, left) + str + repeat(pad2, right);
            break;
          }
          default: {
            str = str + repeat(pad2, padlen);
            break;
          }
        }
      }
      return str;
    }
    var codeCache = {};
    function addToCodeCache(name, on, off) {
      on = "\x1B[" + on + "m";
      off = "\x1B[" + off + "m";
      codeCache[on] = { set: name, to: true };
      codeCache[off] = { set: name, to: false };
      codeCache[name] = { on, off };
    }
    addToCodeCache("bold", 1, 22);
    addToCodeCache("italics", 3, 23);
    addToCodeCache("underline", 4, 24);
    addToCodeCache("inverse", 7, 27);
    addToCodeCache("strikethrough", 9, 29);
    function updateState(state, controlChars) {
      let controlCode = controlChars[1] ? parseInt(controlChars[1].split(";")[0]) : 0;
      if (controlCode >= 30 && controlCode <= 39 || controlCode >= 90 && controlCode <= 97) {
        state.lastForegroundAdded = controlChars[0];
        return;
      }
      if (controlCode >= 40 && controlCode <= 49 || controlCode >= 100 && controlCode <= 107) {
        state.lastBackgroundAdded = controlChars[0];
        return;
      }
      if (controlCode === 0) {
        for (let i in state) {
          if (Object.prototype.hasOwnProperty.call(state, i)) {
            delete state[i];
          }
        }
        return;
      }
      let info = codeCache[controlChars[0]];
      if (info) {
        state[info.set] = info.to;
      }
    }
    function readState(line) {
      let code2 = codeRegex(true);
      let controlChars = code2.exec(line);
      let state = {};
      while (controlChars !== null) {
        updateState(state, controlChars);
        controlChars = code2.exec(line);
      }
      return state;
    }
    function unwindState(state, ret) {
      let lastBackgroundAdded = state.lastBackgroundAdded;
      let lastForegroundAdded = state.lastForegroundAdded;
      delete state.lastBackgroundAdded;
      delete state.lastForegroundAdded;
      Object.keys(state).forEach(function(key) {
        if (state[key]) {
          ret += codeCache[key].off;
        }
      });
      if (lastBackgroundAdded && lastBackgroundAdded != "\x1B[49m") {
        ret += "\x1B[49m";
      }
      if (lastForegroundAdded && lastForegroundAdded != "\x1B[39m") {
        ret += "\x1B[39m";
      }
      return ret;
    }
    function rewindState(state, ret) {
      let lastBackgroundAdded = state.lastBackgroundAdded;
      let lastForegroundAdded = state.lastForegroundAdded;
      delete state.lastBackgroundAdded;
      delete state.lastForegroundAdded;
      Object.keys(state).forEach(function(key) {
        if (state[key]) {
          ret = codeCache[key].on + ret;
        }
      });
      if (lastBackgroundAdded && lastBackgroundAdded != "\x1B[49m") {
        ret = lastBackgroundAdded + ret;
      }
      if (lastForegroundAdded && lastForegroundAdded != "\x1B[39m") {
        ret = lastForegroundAdded + ret;
      }
      return ret;
    }
    function truncateWidth(str, desiredLength) {
      if (str.length === strlen(str)) {
        return str.substr(0, desiredLength);
      }
      while (strlen(str) > desiredLength) {
        str = str.slice(0, -1);
      }
      return str;
    }
    function truncateWidthWithAnsi(str, desiredLength) {
      let code2 = codeRegex(true);
      let split = str.split(codeRegex());
      let splitIndex = 0;
      let retLen = 0;
      let ret = "";
      let myArray;
      let state = {};
      while (retLen < desiredLength) {
        myArray = code2.exec(str);
        let toAdd = split[splitIndex];
        splitIndex++;
        if (retLen + strlen(toAdd) > desiredLength) {
          toAdd = truncateWidth(toAdd, desiredLength - retLen);
        }
        ret += toAdd;
        retLen += strlen(toAdd);
        if (retLen < desiredLength) {
          if (!myArray) {
            break;
          }
          ret += myArray[0];
          updateState(state, myArray);
        }
      }
      return unwindState(state, ret);
    }
    function truncate(str, desiredLength, truncateChar) {
      truncateChar = truncateChar || "…";
      let lengthOfStr = strlen(str);
      if (lengthOfStr <= desiredLength) {
        return str;
      }
      desiredLength -= strlen(truncateChar);
      let ret = truncateWidthWithAnsi(str, desiredLength);
      ret += truncateChar;
      const hrefTag = "\x1B]8;;\x07";
      if (str.includes(hrefTag) && !ret.includes(hrefTag)) {
        ret += hrefTag;
      }
      return ret;
    }
    function defaultOptions() {
      return {
        chars: {
          top: "─",
          "top-mid": "┬",
          "top-left": "┌",
          "top-right": "┐",
          bottom: "─",
          "bottom-mid": "┴",
          "bottom-left": "└",
          "bottom-right": "┘",
          left: "│",
          "left-mid": "├",
          mid: "─",
          "mid-mid": "┼",
          right: "│",
          "right-mid": "┤",
          middle: "│"
        },
        truncate: "…",
        colWidths: [],
        rowHeights: [],
        colAligns: [],
        rowAligns: [],
        style: {
          "padding-left": 1,
          "padding-right": 1,
          head: ["red"],
          border: ["grey"],
          compact: false
        },
        head: []
      };
    }
    function mergeOptions(options, defaults) {
      options = options || {};
      defaults = defaults || defaultOptions();
      let ret = Object.assign({}, defaults, options);
      ret.chars = Object.assign({}, defaults.chars, options.chars);
      ret.style = Object.assign({}, defaults.style, options.style);
      return ret;
    }
    function wordWrap(maxLength, input) {
      let lines = [];
      let split = input.split(/(\s+)/g);
      let line = [];
      let lineLength = 0;
      let whitespace;
      for (let i = 0; i < split.length; i += 2) {
        let word = split[i];
        let newLength = lineLength + strlen(word);
        if (lineLength > 0 && whitespace) {
          newLength += whitespace.length;
        }
        if (newLength > maxLength) {
          if (lineLength !== 0) {
            lines.push(line.join(""));
          }
          line = [word];
          lineLength = strlen(word);
        } else {
          line.push(whitespace || "", word);
          lineLength = newLength;
        }
        whitespace = split[i + 1];
      }
      if (lineLength) {
        lines.push(line.join(""));
      }
      return lines;
    }
    function textWrap(maxLength, input) {
      let lines = [];
      let line = "";
      function pushLine(str, ws) {
        if (line.length && ws) line += ws;
        line += str;
        while (line.length > maxLength) {
          lines.push(line.slice(0, maxLength));
          line = line.slice(maxLength);
        }
      }
      let split = input.split(/(\s+)/g);
      for (let i = 0; i < split.length; i += 2) {
        pushLine(split[i], i && split[i - 1]);
      }
      if (line.length) lines.push(line);
      return lines;
    }
    function multiLineWordWrap(maxLength, input, wrapOnWordBoundary = true) {
      let output = [];
      input = input.split("\n");
      const handler = wrapOnWordBoundary ? wordWrap : textWrap;
      for (let i = 0; i < input.length; i++) {
        output.push.apply(output, handler(maxLength, input[i]));
      }
      return output;
    }
    function colorizeLines(input) {
      let state = {};
      let output = [];
      for (let i = 0; i < input.length; i++) {
        let line = rewindState(state, input[i]);
        state = readState(line);
        let temp = Object.assign({}, state);
        output.push(unwindState(temp, line));
      }
      return output;
    }
    function hyperlink(url, text) {
      const OSC = "\x1B]";
      const BEL = "\x07";
      const SEP = ";";
      return [OSC, "8", SEP, SEP, url || text, BEL, text, OSC, "8", SEP, SEP, BEL].join("");
    }
    module.exports = {
      strlen,
      repeat,
      pad,
      truncate,
      mergeOptions,
      wordWrap: multiLineWordWrap,
      colorizeLines,
      hyperlink
    };
  }
});

// node_modules/cli-table3/src/cell.js
var require_cell = __commonJS({
  "node_modules/cli-table3/src/cell.js"(exports, module) {
    var { info, debug } = require_debug();
    var utils = require_utils();
    var Cell = class _Cell {
      /**
       * A representation of a cell within the table.
       * Implementations must have `init` and `draw` methods,
       * as well as `colSpan`, `rowSpan`, `desiredHeight` and `desiredWidth` properties.
       * @param options
       * @constructor
       */
      constructor(options) {
        this.setOptions(options);
        this.x = null;
        this.y = null;
      }
      setOptions(options) {
        if (["boolean", "number", "bigint", "string"].indexOf(typeof options) !== -1) {
          options = { content: "" + options };
        }
        options = options || {};
        this.options = options;
        let content = options.content;
        if (["boolean", "number", "bigint", "string"].indexOf(typeof content) !== -1) {
          this.content = String(content);
        } else if (!content) {
          this.content = this.options.href || "";
        } else {
          throw new Error("Content needs to be a primitive, got: " + typeof content);
        }
        this.colSpan = options.colSpan || 1;
        this.rowSpan = options.rowSpan || 1;
        if (this.options.href) {
          Object.defineProperty(this, "href", {
            get() {
              return this.options.href;
            }
          });
        }
      }
      mergeTableOptions(tableOptions, cells) {
        this.cells = cells;
        let optionsChars = this.options.chars || {};
        let tableChars = tableOptions.chars;
        let chars = this.chars = {};
        CHAR_NAMES.forEach(function(name) {
          setOption(optionsChars, tableChars, name, chars);
        });
        this.truncate = this.options.truncate || tableOptions.truncate;
        let style = this.options.style = this.options.style || {};
        let tableStyle = tableOptions.style;
        setOption(style, tableStyle, "padding-left", this);
        setOption(style, tableStyle, "padding-right", this);
        this.head = style.head || tableStyle.head;
        this.border = style.border || tableStyle.border;
        this.fixedWidth = tableOptions.colWidths[this.x];
        this.lines = this.computeLines(tableOptions);
        this.desiredWidth = utils.strlen(this.content) + this.paddingLeft + this.paddingRight;
        this.desiredHeight = this.lines.length;
      }
      computeLines(tableOptions) {
        const tableWordWrap = tableOptions.wordWrap || tableOptions.textWrap;
        const { wordWrap = tableWordWrap } = this.options;
        if (this.fixedWidth && wordWrap) {
          this.fixedWidth -= this.paddingLeft + this.paddingRight;
          if (this.colSpan) {
            let i = 1;
            while (i < this.colSpan) {
              this.fixedWidth += tableOptions.colWidths[this.x + i];
              i++;
            }
          }
          const { wrapOnWordBoundary: tableWrapOnWordBoundary = true } = tableOptions;
          const { wrapOnWordBoundary = tableWrapOnWordBoundary } = this.options;
          return this.wrapLines(utils.wordWrap(this.fixedWidth, this.content, wrapOnWordBoundary));
        }
        return this.wrapLines(this.content.split("\n"));
      }
      wrapLines(computedLines) {
        const lines = utils.colorizeLines(computedLines);
        if (this.href) {
          return lines.map((line) => utils.hyperlink(this.href, line));
        }
        return lines;
      }
      /**
       * Initializes the Cells data structure.
       *
       * @param tableOptions - A fully populated set of tableOptions.
       * In addition to the standard default values, tableOptions must have fully populated the
       * `colWidths` and `rowWidths` arrays. Those arrays must have lengths equal to the number
       * of columns or rows (respectively) in this table, and each array item must be a Number.
       *
       */
      init(tableOptions) {
        let x = this.x;
        let y = this.y;
        this.widths = tableOptions.colWidths.slice(x, x + this.colSpan);
        this.heights = tableOptions.rowHeights.slice(y, y + this.rowSpan);
        this.width = this.widths.reduce(sumPlusOne, -1);
        this.height = this.heights.reduce(sumPlusOne, -1);
        this.hAlign = this.options.hAlign || tableOptions.colAligns[x];
        this.vAlign = this.options.vAlign || tableOptions.rowAligns[y];
        this.drawRight = x + this.colSpan == tableOptions.colWidths.length;
      }
      /**
       * Draws the given line of the cell.
       * This default implementation defers to methods `drawTop`, `drawBottom`, `drawLine` and `drawEmpty`.
       * @param lineNum - can be `top`, `bottom` or a numerical line number.
       * @param spanningCell - will be a number if being called from a RowSpanCell, and will represent how
       * many rows below it's being called from. Otherwise it's undefined.
       * @returns {String} The representation of this line.
       */
      draw(lineNum, spanningCell) {
        if (lineNum == "top") return this.drawTop(this.drawRight);
        if (lineNum == "bottom") return this.drawBottom(this.drawRight);
        let content = utils.truncate(this.content, 10, this.truncate);
        if (!lineNum) {
          info(`${this.y}-${this.x}: ${this.rowSpan - lineNum}x${this.colSpan} Cell ${content}`);
        } else {
        }
        let padLen = Math.max(this.height - this.lines.length, 0);
        let padTop;
        switch (this.vAlign) {
          case "center":
            padTop = Math.ceil(padLen / 2);
            break;
          case "bottom":
            padTop = padLen;
            break;
          default:
            padTop = 0;
        }
        if (lineNum < padTop || lineNum >= padTop + this.lines.length) {
          return this.drawEmpty(this.drawRight, spanningCell);
        }
        let forceTruncation = this.lines.length > this.height && lineNum + 1 >= this.height;
        return this.drawLine(lineNum - padTop, this.drawRight, forceTruncation, spanningCell);
      }
      /**
       * Renders the top line of the cell.
       * @param drawRight - true if this method should render the right edge of the cell.
       * @returns {String}
       */
      drawTop(drawRight) {
        let content = [];
        if (this.cells) {
          this.widths.forEach(function(width, index) {
            content.push(this._topLeftChar(index));
            content.push(utils.repeat(this.chars[this.y == 0 ? "top" : "mid"], width));
          }, this);
        } else {
          content.push(this._topLeftChar(0));
          content.push(utils.repeat(this.chars[this.y == 0 ? "top" : "mid"], this.width));
        }
        if (drawRight) {
          content.push(this.chars[this.y == 0 ? "topRight" : "rightMid"]);
        }
        return this.wrapWithStyleColors("border", content.join(""));
      }
      _topLeftChar(offset) {
        let x = this.x + offset;
        let leftChar;
        if (this.y == 0) {
          leftChar = x == 0 ? "topLeft" : offset == 0 ? "topMid" : "top";
        } else {
          if (x == 0) {
            leftChar = "leftMid";
          } else {
            leftChar = offset == 0 ? "midMid" : "bottomMid";
            if (this.cells) {
              let spanAbove = this.cells[this.y - 1][x] instanceof _Cell.ColSpanCell;
              if (spanAbove) {
                leftChar = offset == 0 ? "topMid" : "mid";
              }
              if (offset == 0) {
                let i = 1;
                while (this.cells[this.y][x - i] instanceof _Cell.ColSpanCell) {
                  i++;
                }
                if (this.cells[this.y][x - i] instanceof _Cell.RowSpanCell) {
                  leftChar = "leftMid";
                }
              }
            }
          }
        }
        return this.chars[leftChar];
      }
      wrapWithStyleColors(styleProperty, content) {
        if (this[styleProperty] && this[styleProperty].length) {
          try {
            let colors = __require("@colors/colors/safe");
            for (let i = this[styleProperty].length - 1; i >= 0; i--) {
              colors = colors[this[styleProperty][i]];
            }
            return colors(content);
          } catch (e) {
            return content;
          }
        } else {
          return content;
        }
      }
      /**
       * Renders a line of text.
       * @param lineNum - Which line of text to render. This is not necessarily the line within the cell.
       * There may be top-padding above the first line of text.
       * @param drawRight - true if this method should render the right edge of the cell.
       * @param forceTruncationSymbol - `true` if the rendered text should end with the truncation symbol even
       * if the text fits. This is used when the cell is vertically truncated. If `false` the text should
       * only include the truncation symbol if the text will not fit horizontally within the cell width.
       * @param spanningCell - a number of if being called from a RowSpanCell. (how many rows below). otherwise undefined.
       * @returns {String}
       */
      drawLine(lineNum, drawRight, forceTruncationSymbol, spanningCell) {
        let left = this.chars[this.x == 0 ? "left" : "middle"];
        if (this.x && spanningCell && this.cells) {
          let cellLeft = this.cells[this.y + spanningCell][this.x - 1];
          while (cellLeft instanceof ColSpanCell) {
            cellLeft = this.cells[cellLeft.y][cellLeft.x - 1];
          }
          if (!(cellLeft instanceof RowSpanCell)) {
            left = this.chars["rightMid"];
          }
        }
        let leftPadding = utils.repeat(" ", this.paddingLeft);
        let right = drawRight ? this.chars["right"] : "";
        let rightPadding = utils.repeat(" ", this.paddingRight);
        let line = this.lines[lineNum];
        let len = this.width - (this.paddingLeft + this.paddingRight);
        if (forceTruncationSymbol) line += this.truncate || "…";
        let content = utils.truncate(line, len, this.truncate);
        content = utils.pad(content, len, " ", this.hAlign);
        content = leftPadding + content + rightPadding;
        return this.stylizeLine(left, content, right);
      }
      stylizeLine(left, content, right) {
        left = this.wrapWithStyleColors("border", left);
        right = this.wrapWithStyleColors("border", right);
        if (this.y === 0) {
          content = this.wrapWithStyleColors("head", content);
        }
        return left + content + right;
      }
      /**
       * Renders the bottom line of the cell.
       * @param drawRight - true if this method should render the right edge of the cell.
       * @returns {String}
       */
      drawBottom(drawRight) {
        let left = this.chars[this.x == 0 ? "bottomLeft" : "bottomMid"];
        let content = utils.repeat(this.chars.bottom, this.width);
        let right = drawRight ? this.chars["bottomRight"] : "";
        return this.wrapWithStyleColors("border", left + content + right);
      }
      /**
       * Renders a blank line of text within the cell. Used for top and/or bottom padding.
       * @param drawRight - true if this method should render the right edge of the cell.
       * @param spanningCell - a number of if being called from a RowSpanCell. (how many rows below). otherwise undefined.
       * @returns {String}
       */
      drawEmpty(drawRight, spanningCell) {
        let left = this.chars[this.x == 0 ? "left" : "middle"];
        if (this.x && spanningCell && this.cells) {
          let cellLeft = this.cells[this.y + spanningCell][this.x - 1];
          while (cellLeft instanceof ColSpanCell) {
            cellLeft = this.cells[cellLeft.y][cellLeft.x - 1];
          }
          if (!(cellLeft instanceof RowSpanCell)) {
            left = this.chars["rightMid"];
          }
        }
        let right = drawRight ? this.chars["right"] : "";
        let content = utils.repeat(" ", this.width);
        return this.stylizeLine(left, content, right);
      }
    };
    var ColSpanCell = class {
      /**
       * A Cell that doesn't do anything. It just draws empty lines.
       * Used as a placeholder in column spanning.
       * @constructor
       */
      constructor() {
      }
      draw(lineNum) {
        if (typeof lineNum === "number") {
          debug(`${this.y}-${this.x}: 1x1 ColSpanCell`);
        }
        return "";
      }
      init() {
      }
      mergeTableOptions() {
      }
    };
    var RowSpanCell = class {
      /**
       * A placeholder Cell for a Cell that spans multiple rows.
       * It delegates rendering to the original cell, but adds the appropriate offset.
       * @param originalCell
       * @constructor
       */
      constructor(originalCell) {
        this.originalCell = originalCell;
      }
      init(tableOptions) {
        let y = this.y;
        let originalY = this.originalCell.y;
        this.cellOffset = y - originalY;
        this.offset = findDimension(tableOptions.rowHeights, originalY, this.cellOffset);
      }
      draw(lineNum) {
        if (lineNum == "top") {
          return this.originalCell.draw(this.offset, this.cellOffset);
        }
        if (lineNum == "bottom") {
          return this.originalCell.draw("bottom");
        }
        debug(`${this.y}-${this.x}: 1x${this.colSpan} RowSpanCell for ${this.originalCell.content}`);
        return this.originalCell.draw(this.offset + 1 + lineNum);
      }
      mergeTableOptions() {
      }
    };
    function firstDefined(...args) {
      return args.filter((v) => v !== void 0 && v !== null).shift();
    }
    function setOption(objA, objB, nameB, targetObj) {
      let nameA = nameB.split("-");
      if (nameA.length > 1) {
        nameA[1] = nameA[1].charAt(0).toUpperCase() + nameA[1].substr(1);
        nameA = nameA.join("");
        targetObj[nameA] = firstDefined(objA[nameA], objA[nameB], objB[nameA], objB[nameB]);
      } else {
        targetObj[nameB] = firstDefined(objA[nameB], objB[nameB]);
      }
    }
    function findDimension(dimensionTable, startingIndex, span) {
      let ret = dimensionTable[startingIndex];
      for (let i = 1; i < span; i++) {
        ret += 1 + dimensionTable[startingIndex + i];
      }
      return ret;
    }
    function sumPlusOne(a, b) {
      return a + b + 1;
    }
    var CHAR_NAMES = [
      "top",
      "top-mid",
      "top-left",
      "top-right",
      "bottom",
      "bottom-mid",
      "bottom-left",
      "bottom-right",
      "left",
      "left-mid",
      "mid",
      "mid-mid",
      "right",
      "right-mid",
      "middle"
    ];
    module.exports = Cell;
    module.exports.ColSpanCell = ColSpanCell;
    module.exports.RowSpanCell = RowSpanCell;
  }
});

// node_modules/cli-table3/src/layout-manager.js
var require_layout_manager = __commonJS({
  "node_modules/cli-table3/src/layout-manager.js"(exports, module) {
    var { warn, debug } = require_debug();
    var Cell = require_cell();
    var { ColSpanCell, RowSpanCell } = Cell;
    (function() {
      function next(alloc, col) {
        if (alloc[col] > 0) {
          return next(alloc, col + 1);
        }
        return col;
      }
      function layoutTable(table) {
        let alloc = {};
        table.forEach(function(row, rowIndex) {
          let col = 0;
          row.forEach(function(cell) {
            cell.y = rowIndex;
            cell.x = rowIndex ? next(alloc, col) : col;
            const rowSpan = cell.rowSpan || 1;
            const colSpan = cell.colSpan || 1;
            if (rowSpan > 1) {
              for (let cs = 0; cs < colSpan; cs++) {
                alloc[cell.x + cs] = rowSpan;
              }
            }
            col = cell.x + colSpan;
          });
          Object.keys(alloc).forEach((idx) => {
            alloc[idx]--;
            if (alloc[idx] < 1) delete alloc[idx];
          });
        });
      }
      function maxWidth(table) {
        let mw = 0;
        table.forEach(function(row) {
          row.forEach(function(cell) {
            mw = Math.max(mw, cell.x + (cell.colSpan || 1));
          });
        });
        return mw;
      }
      function maxHeight(table) {
        return table.length;
      }
      function cellsConflict(cell1, cell2) {
        let yMin1 = cell1.y;
        let yMax1 = cell1.y - 1 + (cell1.rowSpan || 1);
        let yMin2 = cell2.y;
        let yMax2 = cell2.y - 1 + (cell2.rowSpan || 1);
        let yConflict = !(yMin1 > yMax2 || yMin2 > yMax1);
        let xMin1 = cell1.x;
        let xMax1 = cell1.x - 1 + (cell1.colSpan || 1);
        let xMin2 = cell2.x;
        let xMax2 = cell2.x - 1 + (cell2.colSpan || 1);
        let xConflict = !(xMin1 > xMax2 || xMin2 > xMax1);
        return yConflict && xConflict;
      }
      function conflictExists(rows, x, y) {
        let i_max = Math.min(rows.length - 1, y);
        let cell = { x, y };
        for (let i = 0; i <= i_max; i++) {
          let row = rows[i];
          for (let j = 0; j < row.length; j++) {
            if (cellsConflict(cell, row[j])) {
              return true;
            }
          }
        }
        return false;
      }
      function allBlank(rows, y, xMin, xMax) {
        for (let x = xMin; x < xMax; x++) {
          if (conflictExists(rows, x, y)) {
            return false;
          }
        }
        return true;
      }
      function addRowSpanCells(table) {
        table.forEach(function(row, rowIndex) {
          row.forEach(function(cell) {
            for (let i = 1; i < cell.rowSpan; i++) {
              let rowSpanCell = new RowSpanCell(cell);
              rowSpanCell.x = cell.x;
              rowSpanCell.y = cell.y + i;
              rowSpanCell.colSpan = cell.colSpan;
              insertCell(rowSpanCell, table[rowIndex + i]);
            }
          });
        });
      }
      function addColSpanCells(cellRows) {
        for (let rowIndex = cellRows.length - 1; rowIndex >= 0; rowIndex--) {
          let cellColumns = cellRows[rowIndex];
          for (let columnIndex = 0; columnIndex < cellColumns.length; columnIndex++) {
            let cell = cellColumns[columnIndex];
            for (let k = 1; k < cell.colSpan; k++) {
              let colSpanCell = new ColSpanCell();
              colSpanCell.x = cell.x + k;
              colSpanCell.y = cell.y;
              cellColumns.splice(columnIndex + 1, 0, colSpanCell);
            }
          }
        }
      }
      function insertCell(cell, row) {
        let x = 0;
        while (x < row.length && row[x].x < cell.x) {
          x++;
        }
        row.splice(x, 0, cell);
      }
      function fillInTable(table) {
        let h_max = maxHeight(table);
        let w_max = maxWidth(table);
        debug(`Max rows: ${h_max}; Max cols: ${w_max}`);
        for (let y = 0; y < h_max; y++) {
          for (let x = 0; x < w_max; x++) {
            if (!conflictExists(table, x, y)) {
              let opts = { x, y, colSpan: 1, rowSpan: 1 };
              x++;
              while (x < w_max && !conflictExists(table, x, y)) {
                opts.colSpan++;
                x++;
              }
              let y2 = y + 1;
              while (y2 < h_max && allBlank(table, y2, opts.x, opts.x + opts.colSpan)) {
                opts.rowSpan++;
                y2++;
              }
              let cell = new Cell(opts);
              cell.x = opts.x;
              cell.y = opts.y;
              warn(`Missing cell at ${cell.y}-${cell.x}.`);
              insertCell(cell, table[y]);
            }
          }
        }
      }
      function generateCells(rows) {
        return rows.map(function(row) {
          if (!Array.isArray(row)) {
            let key = Object.keys(row)[0];
            row = row[key];
            if (Array.isArray(row)) {
              row = row.slice();
              row.unshift(key);
            } else {
              row = [key, row];
            }
          }
          return row.map(function(cell) {
            return new Cell(cell);
          });
        });
      }
      function makeTableLayout(rows) {
        let cellRows = generateCells(rows);
        layoutTable(cellRows);
        fillInTable(cellRows);
        addRowSpanCells(cellRows);
        addColSpanCells(cellRows);
        return cellRows;
      }
      module.exports = {
        makeTableLayout,
        layoutTable,
        addRowSpanCells,
        maxWidth,
        fillInTable,
        computeWidths: makeComputeWidths("colSpan", "desiredWidth", "x", 1),
        computeHeights: makeComputeWidths("rowSpan", "desiredHeight", "y", 1)
      };
    })();
    function makeComputeWidths(colSpan, desiredWidth, x, forcedMin) {
      return function(vals, table) {
        let result = [];
        let spanners = [];
        let auto = {};
        table.forEach(function(row) {
          row.forEach(function(cell) {
            if ((cell[colSpan] || 1) > 1) {
              spanners.push(cell);
            } else {
              result[cell[x]] = Math.max(result[cell[x]] || 0, cell[desiredWidth] || 0, forcedMin);
            }
          });
        });
        vals.forEach(function(val, index) {
          if (typeof val === "number") {
            result[index] = val;
          }
        });
        for (let k = spanners.length - 1; k >= 0; k--) {
          let cell = spanners[k];
          let span = cell[colSpan];
          let col = cell[x];
          let existingWidth = result[col];
          let editableCols = typeof vals[col] === "number" ? 0 : 1;
          if (typeof existingWidth === "number") {
            for (let i = 1; i < span; i++) {
              existingWidth += 1 + result[col + i];
              if (typeof vals[col + i] !== "number") {
                editableCols++;
              }
            }
          } else {
            existingWidth = desiredWidth === "desiredWidth" ? cell.desiredWidth - 1 : 1;
            if (!auto[col] || auto[col] < existingWidth) {
              auto[col] = existingWidth;
            }
          }
          if (cell[desiredWidth] > existingWidth) {
            let i = 0;
            while (editableCols > 0 && cell[desiredWidth] > existingWidth) {
              if (typeof vals[col + i] !== "number") {
                let dif = Math.round((cell[desiredWidth] - existingWidth) / editableCols);
                existingWidth += dif;
                result[col + i] += dif;
                editableCols--;
              }
              i++;
            }
          }
        }
        Object.assign(vals, result, auto);
        for (let j = 0; j < vals.length; j++) {
          vals[j] = Math.max(forcedMin, vals[j] || 0);
        }
      };
    }
  }
});

// node_modules/cli-table3/src/table.js
var require_table = __commonJS({
  "node_modules/cli-table3/src/table.js"(exports, module) {
    var debug = require_debug();
    var utils = require_utils();
    var tableLayout = require_layout_manager();
    var Table2 = class extends Array {
      constructor(opts) {
        super();
        const options = utils.mergeOptions(opts);
        Object.defineProperty(this, "options", {
          value: options,
          enumerable: options.debug
        });
        if (options.debug) {
          switch (typeof options.debug) {
            case "boolean":
              debug.setDebugLevel(debug.WARN);
              break;
            case "number":
              debug.setDebugLevel(options.debug);
              break;
            case "string":
              debug.setDebugLevel(parseInt(options.debug, 10));
              break;
            default:
              debug.setDebugLevel(debug.WARN);
              debug.warn(`Debug option is expected to be boolean, number, or string. Received a ${typeof options.debug}`);
          }
          Object.defineProperty(this, "messages", {
            get() {
              return debug.debugMessages();
            }
          });
        }
      }
      toString() {
        let array = this;
        let headersPresent = this.options.head && this.options.head.length;
        if (headersPresent) {
          array = [this.options.head];
          if (this.length) {
            array.push.apply(array, this);
          }
        } else {
          this.options.style.head = [];
        }
        let cells = tableLayout.makeTableLayout(array);
        cells.forEach(function(row) {
          row.forEach(function(cell) {
            cell.mergeTableOptions(this.options, cells);
          }, this);
        }, this);
        tableLayout.computeWidths(this.options.colWidths, cells);
        tableLayout.computeHeights(this.options.rowHeights, cells);
        cells.forEach(function(row) {
          row.forEach(function(cell) {
            cell.init(this.options);
          }, this);
        }, this);
        let result = [];
        for (let rowIndex = 0; rowIndex < cells.length; rowIndex++) {
          let row = cells[rowIndex];
          let heightOfRow = this.options.rowHeights[rowIndex];
          if (rowIndex === 0 || !this.options.style.compact || rowIndex == 1 && headersPresent) {
            doDraw(row, "top", result);
          }
          for (let lineNum = 0; lineNum < heightOfRow; lineNum++) {
            doDraw(row, lineNum, result);
          }
          if (rowIndex + 1 == cells.length) {
            doDraw(row, "bottom", result);
          }
        }
        return result.join("\n");
      }
      get width() {
        let str = this.toString().split("\n");
        return str[0].length;
      }
    };
    Table2.reset = () => debug.reset();
    function doDraw(row, lineNum, result) {
      let line = [];
      row.forEach(function(cell) {
        line.push(cell.draw(lineNum));
      });
      let str = line.join("");
      if (str.length) result.push(str);
    }
    module.exports = Table2;
  }
});

// node_modules/cli-table3/index.js
var require_cli_table3 = __commonJS({
  "node_modules/cli-table3/index.js"(exports, module) {
    module.exports = require_table();
  }
});

// js/dev/demo-main.ts
import { join as join4 } from "node:path";
import { fileURLToPath as fileURLToPath2 } from "node:url";
import { parseArgs } from "node:util";

// tests/fixtures/events/edit-media-success.json
var edit_media_success_default = {
  EventType: "EditMediaTask",
  WorkflowTaskEvent: null,
  EditMediaTaskEvent: {
    TaskId: "2600012001-EditMedia-de95b43bceeb4b998aed4aed5cef1ae7",
    Status: "FINISH",
    ErrCode: 0,
    Message: "SUCCESS",
    Input: {
      FileInfoSet: [
        {
          InputInfo: {
            Type: "COS",
            CosInputInfo: {
              Bucket: "studio-1250000002",
              Region: "ap-nanjing",
              Object: "/素材/片头 v2.mp4"
            },
            UrlInputInfo: null,
            S3InputInfo: null,
            VODInputInfo: null
          },
          StartTimeOffset: 0,
          EndTimeOffset: 5.5,
          Id: "opening"
        },
        {
          InputInfo: {
            Type: "COS",
            CosInputInfo: {
              Bucket: "studio-1250000002",
              Region: "ap-nanjing",
              Object: "/素材/采访 100%.mov"
            },
            UrlInputInfo: null,
            S3InputInfo: null,
            VODInputInfo: null
          },
          StartTimeOffset: 31.25,
          EndTimeOffset: 403,
          Id: "main"
        },
        {
          InputInfo: {
            Type: "COS",
            CosInputInfo: {
              Bucket: "studio-1250000002",
              Region: "ap-nanjing",
              Object: "/素材/エンディング.mp4"
            },
            UrlInputInfo: null,
            S3InputInfo: null,
            VODInputInfo: null
          },
          StartTimeOffset: 0,
          EndTimeOffset: 0,
          Id: "closing"
        }
      ]
    },
    Output: {
      OutputStorage: {
        Type: "COS",
        CosOutputStorage: {
          Bucket: "studio-out-1250000002",
          Region: "ap-nanjing"
        },
        S3OutputStorage: null,
        VODOutputStorage: null
      },
      Path: "/成片/采访 终版.mp4",
      MetaData: {
        Size: 151990412,
        Container: "mov,mp4,m4a,3gp,3g2,mj2",
        Bitrate: 3147752,
        Height: 1080,
        Width: 1920,
        Duration: 386.28399658203125,
        Rotate: 0,
        VideoStreamSet: [
          {
            Bitrate: 3012240,
            Height: 1080,
            Width: 1920,
            Codec: "h264",
            Fps: 25,
            ColorPrimaries: "bt709",
            ColorSpace: "bt709",
            ColorTransfer: "bt709",
            HdrType: "",
            Codecs: "avc1.640028",
            FpsNumerator: 0,
            FpsDenominator: 0
          }
        ],
        AudioStreamSet: [
          {
            Bitrate: 128004,
            SamplingRate: 48e3,
            Codec: "aac",
            Channel: 2,
            Codecs: "mp4a.40.2",
            Loudness: -16.489999771118164
          }
        ],
        VideoDuration: 386.2799987792969,
        AudioDuration: 386.28399658203125
      }
    }
  },
  ScheduleTaskEvent: null,
  SessionId: "edit-7f1c",
  SessionContext: ""
};

// tests/fixtures/events/schedule-success.json
var schedule_success_default = {
  EventType: "ScheduleTask",
  WorkflowTaskEvent: null,
  EditMediaTaskEvent: null,
  ScheduleTaskEvent: {
    TaskId: "2600013377-ScheduleTask-799855594adc0f2bd7302c69d3234b5att7",
    Status: "FINISH",
    ErrCode: 0,
    Message: "SUCCESS",
    InputInfo: {
      Type: "COS",
      CosInputInfo: {
        Bucket: "drama-1250000003",
        Region: "ap-singapore",
        Object: "/in/ドラマ ep03.mkv"
      },
      UrlInputInfo: null,
      S3InputInfo: null,
      VODInputInfo: null
    },
    MetaData: {
      Size: 5368709121,
      Container: "matroska,webm",
      Bitrate: 16042112,
      Height: 2160,
      Width: 3840,
      Duration: 2677.3759765625,
      Rotate: 0,
      VideoStreamSet: [
        {
          Bitrate: 15702001,
          Height: 2160,
          Width: 3840,
          Codec: "hevc",
          Fps: 23,
          ColorPrimaries: "bt2020",
          ColorSpace: "bt2020nc",
          ColorTransfer: "smpte2084",
          HdrType: "hdr10",
          Codecs: "hvc1.1.6.L120.90",
          FpsNumerator: 24e3,
          FpsDenominator: 1001
        }
      ],
      AudioStreamSet: [
        {
          Bitrate: 256e3,
          SamplingRate: 48e3,
          Codec: "ac3",
          Channel: 6,
          Codecs: "",
          Loudness: -16.489999771118164
        },
        {
          Bitrate: 84111,
          SamplingRate: 48e3,
          Codec: "aac",
          Channel: 2,
          Codecs: "mp4a.40.2",
          Loudness: -16.489999771118164
        }
      ],
      VideoDuration: 2677.35791015625,
      AudioDuration: 2677.3759765625
    },
    ActivityResultSet: [
      {
        ActivityType: "Transcode",
        ActivityResItem: {
          TranscodeTask: {
            Status: "SUCCESS",
            ErrCodeExt: "",
            ErrCode: 0,
            Message: "SUCCESS",
            Progress: 100,
            Input: {
              Definition: 100040,
              RawParameter: null,
              OverrideParameter: null,
              WatermarkSet: [],
              BlindWatermark: null,
              MosaicSet: [],
              StartTimeOffset: 0,
              EndTimeOffset: 0,
              OutputStorage: {
                Type: "COS",
                CosOutputStorage: {
                  Bucket: "drama-out-1250000003",
                  Region: "ap-singapore"
                },
                S3OutputStorage: null,
                VODOutputStorage: null
              },
              OutputObjectPath: "/out/第3集/{inputName}_transcode_{definition}.{format}",
              SegmentObjectName: "",
              ObjectNumberFormat: null,
              HeadTailParameter: null
            },
            Output: {
              OutputStorage: {
                Type: "COS",
                CosOutputStorage: {
                  Bucket: "drama-out-1250000003",
                  Region: "ap-singapore"
                },
                S3OutputStorage: null,
                VODOutputStorage: null
              },
              Path: "/out/第3集/ドラマ ep03_transcode_100040.mp4",
              Definition: 100040,
              Bitrate: 2610033,
              Height: 1080,
              Width: 1920,
              Size: 873502241,
              Duration: 2677.39990234375,
              Container: "mov,mp4,m4a,3gp,3g2,mj2",
              Md5: "8ddf878039b70767c4a5bcf4f0c4f65e",
              AudioStreamSet: [
                {
                  Bitrate: 128e3,
                  SamplingRate: 48e3,
                  Codec: "aac",
                  Channel: 2,
                  Codecs: "mp4a.40.2",
                  Loudness: -16.489999771118164
                }
              ],
              VideoStreamSet: [
                {
                  Bitrate: 2480771,
                  Height: 1080,
                  Width: 1920,
                  Codec: "h264",
                  Fps: 24,
                  ColorPrimaries: "bt709",
                  ColorSpace: "bt709",
                  ColorTransfer: "bt709",
                  HdrType: "",
                  Codecs: "avc1.640028",
                  FpsNumerator: 0,
                  FpsDenominator: 0
                }
              ],
              CallBackExtInfo: "",
              Usage: null
            }
          },
          AnimatedGraphicTask: null,
          SnapshotByTimeOffsetTask: null,
          SampleSnapshotTask: null,
          ImageSpriteTask: null,
          AdaptiveDynamicStreamingTask: null,
          RecognitionTask: null,
          ReviewTask: null,
          AnalysisTask: null,
          QualityControlTask: null,
          ExecRuleTask: null,
          SmartSubtitlesTask: null,
          SmartEraseTask: null
        }
      },
      {
        ActivityType: "SnapshotByTimeOffset",
        ActivityResItem: {
          TranscodeTask: null,
          AnimatedGraphicTask: null,
          SnapshotByTimeOffsetTask: {
            Status: "SUCCESS",
            ErrCodeExt: "",
            ErrCode: 0,
            Message: "SUCCESS",
            BeginProcessTime: "2024-07-01T16:02:11Z",
            FinishTime: "2024-07-01T16:02:25Z",
            Input: {
              Definition: 10,
              ExtTimeOffsetSet: [
                "60s"
              ],
              TimeOffsetSet: [],
              WatermarkSet: [],
              OutputStorage: {
                Type: "COS",
                CosOutputStorage: {
                  Bucket: "drama-out-1250000003",
                  Region: "ap-singapore"
                },
                S3OutputStorage: null,
                VODOutputStorage: null
              },
              OutputObjectPath: "",
              ObjectNumberFormat: null,
              ExtInfo: ""
            },
            Output: {
              Definition: 10,
              Storage: {
                Type: "COS",
                CosOutputStorage: {
                  Bucket: "drama-out-1250000003",
                  Region: "ap-singapore"
                },
                S3OutputStorage: null,
                VODOutputStorage: null
              },
              PicInfoSet: [
                {
                  TimeOffset: 60,
                  Path: "/out/第3集/ドラマ ep03_snapshotByTimeOffset_10_0.png",
                  WaterMarkDefinition: []
                }
              ]
            }
          },
          SampleSnapshotTask: null,
          ImageSpriteTask: null,
          AdaptiveDynamicStreamingTask: null,
          RecognitionTask: null,
          ReviewTask: null,
          AnalysisTask: null,
          QualityControlTask: null,
          ExecRuleTask: null,
          SmartSubtitlesTask: null,
          SmartEraseTask: null
        }
      },
      {
        ActivityType: "SampleSnapshot",
        ActivityResItem: {
          TranscodeTask: null,
          AnimatedGraphicTask: null,
          SnapshotByTimeOffsetTask: null,
          SampleSnapshotTask: {
            Status: "SUCCESS",
            ErrCodeExt: "",
            ErrCode: 0,
            Message: "SUCCESS",
            BeginProcessTime: "2024-07-01T16:02:11Z",
            FinishTime: "2024-07-01T16:02:49Z",
            Input: {
              Definition: 10,
              WatermarkSet: [],
              OutputStorage: {
                Type: "COS",
                CosOutputStorage: {
                  Bucket: "drama-out-1250000003",
                  Region: "ap-singapore"
                },
                S3OutputStorage: null,
                VODOutputStorage: null
              },
              OutputObjectPath: "",
              ObjectNumberFormat: null,
              ExtInfo: ""
            },
            Output: {
              Definition: 10,
              SampleType: "Time",
              Interval: 900,
              Storage: {
                Type: "COS",
                CosOutputStorage: {
                  Bucket: "drama-out-1250000003",
                  Region: "ap-singapore"
                },
                S3OutputStorage: null,
                VODOutputStorage: null
              },
              WaterMarkDefinition: [],
              ImagePathSet: [
                "/out/第3集/ドラマ ep03_sampleSnapshot_10_0.jpg",
                "/out/第3集/ドラマ ep03_sampleSnapshot_10_1.jpg",
                "/out/第3集/ドラマ ep03_sampleSnapshot_10_2.jpg"
              ]
            }
          },
          ImageSpriteTask: null,
          AdaptiveDynamicStreamingTask: null,
          RecognitionTask: null,
          ReviewTask: null,
          AnalysisTask: null,
          QualityControlTask: null,
          ExecRuleTask: null,
          SmartSubtitlesTask: null,
          SmartEraseTask: null
        }
      },
      {
        ActivityType: "ImageSprites",
        ActivityResItem: {
          TranscodeTask: null,
          AnimatedGraphicTask: null,
          SnapshotByTimeOffsetTask: null,
          SampleSnapshotTask: null,
          ImageSpriteTask: {
            Status: "SUCCESS",
            ErrCodeExt: "",
            ErrCode: 0,
            Message: "SUCCESS",
            BeginProcessTime: "2024-07-01T16:02:12Z",
            FinishTime: "2024-07-01T16:04:20Z",
            Input: {
              Definition: 10,
              OutputStorage: {
                Type: "COS",
                CosOutputStorage: {
                  Bucket: "drama-out-1250000003",
                  Region: "ap-singapore"
                },
                S3OutputStorage: null,
                VODOutputStorage: null
              },
              OutputObjectPath: "",
              WebVttObjectName: "",
              ObjectNumberFormat: null,
              ExtInfo: ""
            },
            Output: {
              Definition: 10,
              Height: 90,
              Width: 160,
              TotalCount: 100,
              ImagePathSet: [
                "/out/第3集/ドラマ ep03_imageSprite_10_0.jpg",
                "/out/第3集/ドラマ ep03_imageSprite_10_1.jpg",
                "/out/第3集/ドラマ ep03_imageSprite_10_2.jpg"
              ],
              WebVttPath: "/out/第3集/ドラマ ep03_imageSprite_10.vtt",
              Storage: {
                Type: "COS",
                CosOutputStorage: {
                  Bucket: "drama-out-1250000003",
                  Region: "ap-singapore"
                },
                S3OutputStorage: null,
                VODOutputStorage: null
              }
            }
          },
          AdaptiveDynamicStreamingTask: null,
          RecognitionTask: null,
          ReviewTask: null,
          AnalysisTask: null,
          QualityControlTask: null,
          ExecRuleTask: null,
          SmartSubtitlesTask: null,
          SmartEraseTask: null
        }
      },
      {
        ActivityType: "AnimatedGraphics",
        ActivityResItem: {
          TranscodeTask: null,
          AnimatedGraphicTask: {
            Status: "SUCCESS",
            ErrCodeExt: "",
            ErrCode: 0,
            Message: "SUCCESS",
            BeginProcessTime: "2024-07-01T16:02:12Z",
            FinishTime: "2024-07-01T16:02:44Z",
            Input: {
              Definition: 20001,
              StartTimeOffset: 100,
              EndTimeOffset: 103,
              OutputStorage: {
                Type: "COS",
                CosOutputStorage: {
                  Bucket: "drama-out-1250000003",
                  Region: "ap-singapore"
                },
                S3OutputStorage: null,
                VODOutputStorage: null
              },
              OutputObjectPath: "",
              ExtInfo: ""
            },
            Output: {
              Storage: {
                Type: "COS",
                CosOutputStorage: {
                  Bucket: "drama-out-1250000003",
                  Region: "ap-singapore"
                },
                S3OutputStorage: null,
                VODOutputStorage: null
              },
              Path: "/out/第3集/ドラマ ep03_animatedGraphic_20001.webp",
              Definition: 20001,
              Container: "webp",
              Height: 270,
              Width: 480,
              Bitrate: 902144,
              Size: 338304,
              Md5: "fac989447cad2edbc89fbcba70003b36",
              StartTimeOffset: 100,
              EndTimeOffset: 103
            }
          },
          SnapshotByTimeOffsetTask: null,
          SampleSnapshotTask: null,
          ImageSpriteTask: null,
          AdaptiveDynamicStreamingTask: null,
          RecognitionTask: null,
          ReviewTask: null,
          AnalysisTask: null,
          QualityControlTask: null,
          ExecRuleTask: null,
          SmartSubtitlesTask: null,
          SmartEraseTask: null
        }
      },
      {
        ActivityType: "AdaptiveDynamicStreaming",
        ActivityResItem: {
          TranscodeTask: null,
          AnimatedGraphicTask: null,
          SnapshotByTimeOffsetTask: null,
          SampleSnapshotTask: null,
          ImageSpriteTask: null,
          AdaptiveDynamicStreamingTask: {
            Status: "SUCCESS",
            ErrCodeExt: "",
            ErrCode: 0,
            Message: "SUCCESS",
            BeginProcessTime: "2024-07-01T16:02:12Z",
            FinishTime: "2024-07-01T16:31:08Z",
            Input: {
              Definition: 20,
              WatermarkSet: [],
              OutputStorage: {
                Type: "COS",
                CosOutputStorage: {
                  Bucket: "drama-out-1250000003",
                  Region: "ap-singapore"
                },
                S3OutputStorage: null,
                VODOutputStorage: null
              },
              OutputObjectPath: "",
              SubStreamObjectName: "",
              SegmentObjectName: "",
              AddOnSubtitles: []
            },
            Output: {
              Definition: 20,
              Package: "MPEG-DASH",
              Path: "/out/第3集/ドラマ ep03_adaptiveDynamicStreaming_20.mpd",
              Storage: {
                Type: "COS",
                CosOutputStorage: {
                  Bucket: "drama-out-1250000003",
                  Region: "ap-singapore"
                },
                S3OutputStorage: null,
                VODOutputStorage: null
              }
            }
          },
          RecognitionTask: null,
          ReviewTask: null,
          AnalysisTask: null,
          QualityControlTask: null,
          ExecRuleTask: null,
          SmartSubtitlesTask: null,
          SmartEraseTask: null
        }
      },
      {
        ActivityType: "AIRecognition",
        ActivityResItem: {
          TranscodeTask: null,
          AnimatedGraphicTask: null,
          SnapshotByTimeOffsetTask: null,
          SampleSnapshotTask: null,
          ImageSpriteTask: null,
          AdaptiveDynamicStreamingTask: null,
          RecognitionTask: {
            Status: "SUCCESS",
            ErrCodeExt: "",
            ErrCode: 0,
            Message: "SUCCESS",
            BeginProcessTime: "2024-07-01T16:02:13Z",
            FinishTime: "2024-07-01T16:09:55Z",
            Input: {
              Definition: 10101,
              UserExtPara: ""
            },
            Output: [
              {
                Type: "AsrFullTextRecognition",
                FaceTask: null,
                AsrWordsTask: null,
                AsrFullTextTask: {
                  Status: "SUCCESS",
                  ErrCodeExt: "",
                  ErrCode: 0,
                  Message: "SUCCESS",
                  Progress: 100,
                  Input: {
                    Definition: 10101
                  },
                  Output: {
                    SegmentSet: [
                      {
                        Confidence: 97.5,
                        StartTimeOffset: 4.28,
                        EndTimeOffset: 6.91,
                        Text: "おはようございます。",
                        Wordlist: []
                      },
                      {
                        Confidence: 88.25,
                        StartTimeOffset: 7.4,
                        EndTimeOffset: 9.02,
                        Text: "今日もいい天気ですね。",
                        Wordlist: []
                      }
                    ],
                    SubtitlePath: "/out/第3集/ドラマ ep03_asr.vtt",
                    OutputStorage: {
                      Type: "COS",
                      CosOutputStorage: {
                        Bucket: "drama-out-1250000003",
                        Region: "ap-singapore"
                      },
                      S3OutputStorage: null,
                      VODOutputStorage: null
                    }
                  }
                },
                OcrWordsTask: null,
                OcrFullTextTask: null,
                TransTextTask: null,
                ObjectTask: null
              }
            ]
          },
          ReviewTask: null,
          AnalysisTask: null,
          QualityControlTask: null,
          ExecRuleTask: null,
          SmartSubtitlesTask: null,
          SmartEraseTask: null
        }
      }
    ]
  },
  SessionId: "drama-s01e03",
  SessionContext: "第3集"
};

// tests/fixtures/events/workflow-ai-review.json
var workflow_ai_review_default = {
  EventType: "WorkflowTask",
  WorkflowTaskEvent: {
    TaskId: "2600011633-WorkflowTask-60aa1a2b3c4d5e6f708192a3b4c5d6e7tt2",
    Status: "FINISH",
    ErrCode: 0,
    Message: "",
    InputInfo: {
      Type: "COS",
      CosInputInfo: {
        Bucket: "ugc-1250000000",
        Region: "ap-guangzhou",
        Object: "/投稿/街头.mp4"
      },
      UrlInputInfo: null,
      S3InputInfo: null,
      VODInputInfo: null
    },
    MetaData: {
      Size: 3e7,
      Container: "mov,mp4,m4a,3gp,3g2,mj2",
      Bitrate: 2e6,
      Height: 720,
      Width: 1280,
      Duration: 120,
      Rotate: 0,
      VideoStreamSet: [
        {
          Bitrate: 175e4,
          Height: 720,
          Width: 1280,
          Codec: "h264",
          Fps: 25,
          ColorPrimaries: "bt709",
          ColorSpace: "bt709",
          ColorTransfer: "bt709",
          HdrType: "",
          Codecs: "avc1.640028",
          FpsNumerator: 25,
          FpsDenominator: 1
        }
      ],
      AudioStreamSet: [
        {
          Bitrate: 128e3,
          SamplingRate: 48e3,
          Codec: "aac",
          Channel: 2,
          Codecs: "mp4a.40.2",
          Loudness: -16.489999771118164
        }
      ],
      VideoDuration: 120,
      AudioDuration: 119.98
    },
    MediaProcessResultSet: [],
    AiContentReviewResultSet: [
      {
        Type: "Porn",
        SampleRate: 1,
        Duration: 120,
        PornTask: {
          Status: "SUCCESS",
          ErrCodeExt: "",
          ErrCode: 0,
          Message: "",
          Input: {
            Definition: 10
          },
          Output: {
            Confidence: 73.4,
            Suggestion: "review",
            Label: "sexy",
            SegmentSet: [
              {
                StartTimeOffset: 3,
                EndTimeOffset: 5,
                Confidence: 73.4,
                Label: "sexy",
                Suggestion: "review",
                Url: "https://review-1250000000.cos.ap-guangzhou.myqcloud.com/shots/porn-3.jpg?sign=q-sign-algorithm%3Dsha1",
                PicUrlExpireTime: "2025-04-01T00:00:00Z"
              }
            ]
          }
        }
      },
      {
        Type: "Terrorism",
        SampleRate: 1,
        Duration: 120,
        TerrorismTask: {
          Status: "SUCCESS",
          ErrCodeExt: "",
          ErrCode: 0,
          Message: "",
          Input: {
            Definition: 10
          },
          Output: {
            Confidence: 99.01,
            Suggestion: "block",
            Label: "guns",
            SegmentSet: [
              {
                StartTimeOffset: 20,
                EndTimeOffset: 24,
                Confidence: 99.01,
                Label: "guns",
                Suggestion: "block",
                Url: "https://review-1250000000.cos.ap-guangzhou.myqcloud.com/shots/terror-20.jpg?sign=q-sign-algorithm%3Dsha1",
                PicUrlExpireTime: "2025-04-01T00:00:00Z"
              },
              {
                StartTimeOffset: 50,
                EndTimeOffset: 51,
                Confidence: 64,
                Label: "crowd",
                Suggestion: "review",
                Url: "https://review-1250000000.cos.ap-guangzhou.myqcloud.com/shots/terror-50.jpg?sign=q-sign-algorithm%3Dsha1",
                PicUrlExpireTime: "2025-04-01T00:00:00Z"
              }
            ]
          }
        }
      },
      {
        Type: "Political",
        SampleRate: 1,
        Duration: 120,
        PoliticalTask: {
          Status: "SUCCESS",
          ErrCodeExt: "",
          ErrCode: 0,
          Message: "",
          Input: {
            Definition: 10
          },
          Output: {
            Confidence: 0,
            Suggestion: "pass",
            Label: "",
            SegmentSet: []
          }
        }
      },
      {
        Type: "Porn.Asr",
        SampleRate: 1,
        Duration: 120,
        PornAsrTask: {
          Status: "SUCCESS",
          ErrCodeExt: "",
          ErrCode: 0,
          Message: "",
          Input: {
            Definition: 10
          },
          Output: {
            Confidence: 0,
            Suggestion: "pass",
            SegmentSet: []
          }
        }
      },
      {
        Type: "Porn.Ocr",
        SampleRate: 1,
        Duration: 120,
        PornOcrTask: {
          Status: "SUCCESS",
          ErrCodeExt: "",
          ErrCode: 0,
          Message: "",
          Input: {
            Definition: 10
          },
          Output: {
            Confidence: 91,
            Suggestion: "review",
            SegmentSet: [
              {
                StartTimeOffset: 60,
                EndTimeOffset: 62.5,
                Confidence: 91,
                Suggestion: "review",
                KeywordSet: [
                  "测试词甲"
                ],
                AreaCoordSet: [
                  120,
                  600,
                  880,
                  660
                ],
                Url: "https://review-1250000000.cos.ap-guangzhou.myqcloud.com/shots/ocr-60.jpg?sign=q-sign-algorithm%3Dsha1",
                PicUrlExpireTime: "2025-04-01T00:00:00Z"
              }
            ]
          }
        }
      },
      {
        Type: "Political.Asr",
        SampleRate: 1,
        Duration: 120,
        PoliticalAsrTask: {
          Status: "SUCCESS",
          ErrCodeExt: "",
          ErrCode: 0,
          Message: "",
          Input: {
            Definition: 10
          },
          Output: {
            Confidence: 0,
            Suggestion: "pass",
            SegmentSet: []
          }
        }
      },
      {
        Type: "Political.Ocr",
        SampleRate: 1,
        Duration: 120,
        PoliticalOcrTask: {
          Status: "SUCCESS",
          ErrCodeExt: "",
          ErrCode: 0,
          Message: "",
          Input: {
            Definition: 10
          },
          Output: {
            Confidence: 0,
            Suggestion: "pass",
            SegmentSet: null
          }
        }
      },
      {
        Type: "Terrorism.Ocr",
        SampleRate: 1,
        Duration: 120,
        TerrorismOcrTask: {
          Status: "SUCCESS",
          ErrCodeExt: "",
          ErrCode: 0,
          Message: "",
          Input: {
            Definition: 10
          },
          Output: {
            Confidence: 91,
            Suggestion: "review",
            SegmentSet: [
              {
                StartTimeOffset: 62,
                EndTimeOffset: 64.5,
                Confidence: 91,
                Suggestion: "review",
                KeywordSet: [
                  "テスト語"
                ],
                AreaCoordSet: [
                  120,
                  600,
                  880,
                  660
                ],
                Url: "https://review-1250000000.cos.ap-guangzhou.myqcloud.com/shots/ocr-62.jpg?sign=q-sign-algorithm%3Dsha1",
                PicUrlExpireTime: "2025-04-01T00:00:00Z"
              }
            ]
          }
        }
      },
      {
        Type: "Prohibited.Asr",
        SampleRate: 1,
        Duration: 120,
        ProhibitedAsrTask: {
          Status: "SUCCESS",
          ErrCodeExt: "",
          ErrCode: 0,
          Message: "",
          Input: {
            Definition: 10
          },
          Output: {
            Confidence: 85.5,
            Suggestion: "block",
            SegmentSet: [
              {
                StartTimeOffset: 71.5,
                EndTimeOffset: 72.75,
                Confidence: 85.5,
                Suggestion: "block",
                KeywordSet: [
                  "测试词乙",
                  "테스트"
                ]
              }
            ]
          }
        }
      },
      {
        Type: "Prohibited.Ocr",
        SampleRate: 1,
        Duration: 120,
        ProhibitedOcrTask: {
          Status: "SUCCESS",
          ErrCodeExt: "",
          ErrCode: 0,
          Message: "",
          Input: {
            Definition: 10
          },
          Output: {
            Confidence: 91,
            Suggestion: "block",
            SegmentSet: [
              {
                StartTimeOffset: 80,
                EndTimeOffset: 82.5,
                Confidence: 91,
                Suggestion: "block",
                KeywordSet: [
                  "测试词丙"
                ],
                AreaCoordSet: [
                  120,
                  600,
                  880,
                  660
                ],
                Url: "https://review-1250000000.cos.ap-guangzhou.myqcloud.com/shots/ocr-80.jpg?sign=q-sign-algorithm%3Dsha1",
                PicUrlExpireTime: "2025-04-01T00:00:00Z"
              }
            ]
          }
        }
      }
    ],
    AiAnalysisResultSet: [],
    AiRecognitionResultSet: [],
    AiQualityControlTaskResult: null,
    SmartSubtitlesTaskResult: [],
    SmartEraseTaskResult: null
  },
  EditMediaTaskEvent: null,
  ScheduleTaskEvent: null,
  SessionId: "review-8",
  SessionContext: ""
};

// tests/fixtures/events/workflow-many-outputs.json
var workflow_many_outputs_default = {
  EventType: "WorkflowTask",
  WorkflowTaskEvent: {
    TaskId: "2600011633-WorkflowTask-8cd283d8b7bacc277f2bae5e26ce6d1ett7",
    Status: "FINISH",
    ErrCode: 0,
    Message: "SUCCESS",
    InputInfo: {
      Type: "COS",
      CosInputInfo: {
        Bucket: "course-1250000000",
        Region: "ap-guangzhou",
        Object: "/课程/2024春/第01讲 导论.mov"
      },
      UrlInputInfo: null,
      S3InputInfo: null,
      VODInputInfo: null
    },
    MetaData: {
      Size: 1876452331,
      Container: "mov,mp4,m4a,3gp,3g2,mj2",
      Bitrate: 11263340,
      Height: 1080,
      Width: 1920,
      Duration: 1332.7786865234375,
      Rotate: 0,
      VideoStreamSet: [
        {
          Bitrate: 10936120,
          Height: 1080,
          Width: 1920,
          Codec: "h264",
          Fps: 29,
          ColorPrimaries: "bt709",
          ColorSpace: "bt709",
          ColorTransfer: "bt709",
          HdrType: "",
          Codecs: "avc1.640028",
          FpsNumerator: 3e4,
          FpsDenominator: 1001
        }
      ],
      AudioStreamSet: [
        {
          Bitrate: 317375,
          SamplingRate: 48e3,
          Codec: "aac",
          Channel: 2,
          Codecs: "mp4a.40.2",
          Loudness: -16.489999771118164
        }
      ],
      VideoDuration: 1332.7313232421875,
      AudioDuration: 1332.7786865234375
    },
    MediaProcessResultSet: [
      {
        Type: "Transcode",
        TranscodeTask: {
          Status: "SUCCESS",
          ErrCodeExt: "",
          ErrCode: 0,
          Message: "SUCCESS",
          Progress: 100,
          Input: {
            Definition: 100040,
            RawParameter: null,
            OverrideParameter: null,
            WatermarkSet: [],
            BlindWatermark: null,
            MosaicSet: [],
            StartTimeOffset: 0,
            EndTimeOffset: 0,
            OutputStorage: {
              Type: "COS",
              CosOutputStorage: {
                Bucket: "course-out-1250000000",
                Region: "ap-guangzhou"
              },
              S3OutputStorage: null,
              VODOutputStorage: null
            },
            OutputObjectPath: "/课程/2024春/{inputName}_transcode_{definition}.{format}",
            SegmentObjectName: "",
            ObjectNumberFormat: null,
            HeadTailParameter: null
          },
          Output: {
            OutputStorage: {
              Type: "COS",
              CosOutputStorage: {
                Bucket: "course-out-1250000000",
                Region: "ap-guangzhou"
              },
              S3OutputStorage: null,
              VODOutputStorage: null
            },
            Path: "/课程/2024春/第01讲 导论_transcode_100040.mp4",
            Definition: 0,
            Bitrate: 2513744,
            Height: 1080,
            Width: 1920,
            Size: 418779016,
            Duration: 1332.7789306640625,
            Container: "mov,mp4,m4a,3gp,3g2,mj2",
            Md5: "ae7be26cdaa742ca148068d5ac90eaca",
            AudioStreamSet: [
              {
                Bitrate: 127990,
                SamplingRate: 44100,
                Codec: "aac",
                Channel: 2,
                Codecs: "mp4a.40.2",
                Loudness: -16.489999771118164
              }
            ],
            VideoStreamSet: [
              {
                Bitrate: 2379412,
                Height: 1080,
                Width: 1920,
                Codec: "h264",
                Fps: 25,
                ColorPrimaries: "bt709",
                ColorSpace: "bt709",
                ColorTransfer: "bt709",
                HdrType: "",
                Codecs: "avc1.640028",
                FpsNumerator: 0,
                FpsDenominator: 0
              }
            ],
            CallBackExtInfo: "",
            Usage: null
          }
        },
        AnimatedGraphicTask: null,
        SnapshotByTimeOffsetTask: null,
        SampleSnapshotTask: null,
        ImageSpriteTask: null,
        AdaptiveDynamicStreamingTask: null
      },
      {
        Type: "Transcode",
        TranscodeTask: {
          Status: "SUCCESS",
          ErrCodeExt: "",
          ErrCode: 0,
          Message: "SUCCESS",
          Progress: 100,
          Input: {
            Definition: 100220,
            RawParameter: null,
            OverrideParameter: null,
            WatermarkSet: [],
            BlindWatermark: null,
            MosaicSet: [],
            StartTimeOffset: 0,
            EndTimeOffset: 0,
            OutputStorage: {
              Type: "COS",
              CosOutputStorage: {
                Bucket: "course-out-1250000000",
                Region: "ap-guangzhou"
              },
              S3OutputStorage: null,
              VODOutputStorage: null
            },
            OutputObjectPath: "/课程/2024春/{inputName}_transcode_{definition}.{format}",
            SegmentObjectName: "/课程/2024春/{inputName}_transcode_{definition}_{number}.{format}",
            ObjectNumberFormat: {
              InitialValue: 0,
              Increment: 1,
              MinLength: 1,
              PlaceHolder: "0"
            },
            HeadTailParameter: null
          },
          Output: {
            OutputStorage: {
              Type: "COS",
              CosOutputStorage: {
                Bucket: "course-out-1250000000",
                Region: "ap-guangzhou"
              },
              S3OutputStorage: null,
              VODOutputStorage: null
            },
            Path: "/课程/2024春/第01讲 导论_transcode_100220.m3u8",
            Definition: 100220,
            Bitrate: 1135206,
            Height: 720,
            Width: 1280,
            Size: 189121088,
            Duration: 1332.760009765625,
            Container: "hls,applehttp",
            Md5: "aaf2f89992379705dac844c0a2a1d45f",
            AudioStreamSet: [
              {
                Bitrate: 96003,
                SamplingRate: 44100,
                Codec: "aac",
                Channel: 2,
                Codecs: "mp4a.40.2",
                Loudness: -16.489999771118164
              }
            ],
            VideoStreamSet: [
              {
                Bitrate: 1024187,
                Height: 720,
                Width: 1280,
                Codec: "h264",
                Fps: 25,
                ColorPrimaries: "bt709",
                ColorSpace: "bt709",
                ColorTransfer: "bt709",
                HdrType: "",
                Codecs: "avc1.640028",
                FpsNumerator: 0,
                FpsDenominator: 0
              }
            ],
            CallBackExtInfo: "",
            Usage: null
          }
        },
        AnimatedGraphicTask: null,
        SnapshotByTimeOffsetTask: null,
        SampleSnapshotTask: null,
        ImageSpriteTask: null,
        AdaptiveDynamicStreamingTask: null
      },
      {
        Type: "AnimatedGraphics",
        TranscodeTask: null,
        AnimatedGraphicTask: {
          Status: "SUCCESS",
          ErrCodeExt: "",
          ErrCode: 0,
          Message: "SUCCESS",
          BeginProcessTime: "2024-05-21T02:15:09Z",
          FinishTime: "2024-05-21T02:15:31Z",
          Input: {
            Definition: 2e4,
            StartTimeOffset: 12.5,
            EndTimeOffset: 16.5,
            OutputStorage: {
              Type: "COS",
              CosOutputStorage: {
                Bucket: "course-out-1250000000",
                Region: "ap-guangzhou"
              },
              S3OutputStorage: null,
              VODOutputStorage: null
            },
            OutputObjectPath: "/课程/2024春/{inputName}_animatedGraphic_{definition}.{format}",
            ExtInfo: ""
          },
          Output: {
            Storage: {
              Type: "COS",
              CosOutputStorage: {
                Bucket: "course-out-1250000000",
                Region: "ap-guangzhou"
              },
              S3OutputStorage: null,
              VODOutputStorage: null
            },
            Path: "/课程/2024春/第01讲 导论_animatedGraphic_20000.gif",
            Definition: 2e4,
            Container: "gif",
            Height: 240,
            Width: 426,
            Bitrate: 1833024,
            Size: 916512,
            Md5: "9678f7a7939f457fa0d9353761e189c7",
            StartTimeOffset: 12.5,
            EndTimeOffset: 16.5
          }
        },
        SnapshotByTimeOffsetTask: null,
        SampleSnapshotTask: null,
        ImageSpriteTask: null,
        AdaptiveDynamicStreamingTask: null
      },
      {
        Type: "SnapshotByTimeOffset",
        TranscodeTask: null,
        AnimatedGraphicTask: null,
        SnapshotByTimeOffsetTask: {
          Status: "SUCCESS",
          ErrCodeExt: "",
          ErrCode: 0,
          Message: "SUCCESS",
          BeginProcessTime: "2024-05-21T02:15:09Z",
          FinishTime: "2024-05-21T02:15:17Z",
          Input: {
            Definition: 10,
            ExtTimeOffsetSet: [
              "3.5s",
              "50%",
              "1300s"
            ],
            TimeOffsetSet: [],
            WatermarkSet: [],
            OutputStorage: {
              Type: "COS",
              CosOutputStorage: {
                Bucket: "course-out-1250000000",
                Region: "ap-guangzhou"
              },
              S3OutputStorage: null,
              VODOutputStorage: null
            },
            OutputObjectPath: "/课程/2024春/{inputName}_snapshotByTimeOffset_{definition}_{number}.{format}",
            ObjectNumberFormat: {
              InitialValue: 0,
              Increment: 1,
              MinLength: 1,
              PlaceHolder: "0"
            },
            ExtInfo: ""
          },
          Output: {
            Definition: 10,
            Storage: {
              Type: "COS",
              CosOutputStorage: {
                Bucket: "course-out-1250000000",
                Region: "ap-guangzhou"
              },
              S3OutputStorage: null,
              VODOutputStorage: null
            },
            PicInfoSet: [
              {
                TimeOffset: 3.5,
                Path: "/课程/2024春/第01讲 导论_snapshotByTimeOffset_10_0.jpg",
                WaterMarkDefinition: []
              },
              {
                TimeOffset: 666.389343,
                Path: "/课程/2024春/第01讲 导论_snapshotByTimeOffset_10_1.jpg",
                WaterMarkDefinition: [
                  10
                ]
              },
              {
                TimeOffset: 1300,
                Path: "/课程/2024春/第01讲 导论_snapshotByTimeOffset_10_2.jpg",
                WaterMarkDefinition: [
                  10,
                  1012
                ]
              }
            ]
          }
        },
        SampleSnapshotTask: null,
        ImageSpriteTask: null,
        AdaptiveDynamicStreamingTask: null
      },
      {
        Type: "SampleSnapshot",
        TranscodeTask: null,
        AnimatedGraphicTask: null,
        SnapshotByTimeOffsetTask: null,
        SampleSnapshotTask: {
          Status: "SUCCESS",
          ErrCodeExt: "",
          ErrCode: 0,
          Message: "SUCCESS",
          BeginProcessTime: "2024-05-21T02:15:10Z",
          FinishTime: "2024-05-21T02:15:26Z",
          Input: {
            Definition: 10,
            WatermarkSet: [],
            OutputStorage: {
              Type: "COS",
              CosOutputStorage: {
                Bucket: "course-out-1250000000",
                Region: "ap-guangzhou"
              },
              S3OutputStorage: null,
              VODOutputStorage: null
            },
            OutputObjectPath: "/课程/2024春/{inputName}_sampleSnapshot_{definition}_{number}.{format}",
            ObjectNumberFormat: {
              InitialValue: 0,
              Increment: 1,
              MinLength: 1,
              PlaceHolder: "0"
            },
            ExtInfo: ""
          },
          Output: {
            Definition: 10,
            SampleType: "Percent",
            Interval: 25,
            Storage: {
              Type: "COS",
              CosOutputStorage: {
                Bucket: "course-out-1250000000",
                Region: "ap-guangzhou"
              },
              S3OutputStorage: null,
              VODOutputStorage: null
            },
            WaterMarkDefinition: [],
            ImagePathSet: [
              "/课程/2024春/第01讲 导论_sampleSnapshot_10_0.jpg",
              "/课程/2024春/第01讲 导论_sampleSnapshot_10_1.jpg",
              "/课程/2024春/第01讲 导论_sampleSnapshot_10_2.jpg",
              "/课程/2024春/第01讲 导论_sampleSnapshot_10_3.jpg"
            ]
          }
        },
        ImageSpriteTask: null,
        AdaptiveDynamicStreamingTask: null
      },
      {
        Type: "ImageSprites",
        TranscodeTask: null,
        AnimatedGraphicTask: null,
        SnapshotByTimeOffsetTask: null,
        SampleSnapshotTask: null,
        ImageSpriteTask: {
          Status: "SUCCESS",
          ErrCodeExt: "",
          ErrCode: 0,
          Message: "SUCCESS",
          BeginProcessTime: "2024-05-21T02:15:10Z",
          FinishTime: "2024-05-21T02:15:58Z",
          Input: {
            Definition: 10,
            OutputStorage: {
              Type: "COS",
              CosOutputStorage: {
                Bucket: "course-out-1250000000",
                Region: "ap-guangzhou"
              },
              S3OutputStorage: null,
              VODOutputStorage: null
            },
            OutputObjectPath: "/课程/2024春/{inputName}_imageSprite_{definition}_{number}.{format}",
            WebVttObjectName: "/课程/2024春/{inputName}_imageSprite_{definition}.{format}",
            ObjectNumberFormat: {
              InitialValue: 0,
              Increment: 1,
              MinLength: 1,
              PlaceHolder: "0"
            },
            ExtInfo: ""
          },
          Output: {
            Definition: 10,
            Height: 80,
            Width: 142,
            TotalCount: 100,
            Storage: {
              Type: "COS",
              CosOutputStorage: {
                Bucket: "course-out-1250000000",
                Region: "ap-guangzhou"
              },
              S3OutputStorage: null,
              VODOutputStorage: null
            },
            ImagePathSet: [
              "/课程/2024春/第01讲 导论_imageSprite_10_0.jpg",
              "/课程/2024春/第01讲 导论_imageSprite_10_1.jpg"
            ],
            WebVttPath: "/课程/2024春/第01讲 导论_imageSprite_10.vtt"
          }
        },
        AdaptiveDynamicStreamingTask: null
      },
      {
        Type: "AdaptiveDynamicStreaming",
        TranscodeTask: null,
        AnimatedGraphicTask: null,
        SnapshotByTimeOffsetTask: null,
        SampleSnapshotTask: null,
        ImageSpriteTask: null,
        AdaptiveDynamicStreamingTask: {
          Status: "SUCCESS",
          ErrCodeExt: "",
          ErrCode: 0,
          Message: "SUCCESS",
          BeginProcessTime: "2024-05-21T02:15:11Z",
          FinishTime: "2024-05-21T02:21:47Z",
          Input: {
            Definition: 10,
            WatermarkSet: [],
            BlindWatermark: null,
            OutputStorage: {
              Type: "COS",
              CosOutputStorage: {
                Bucket: "course-out-1250000000",
                Region: "ap-guangzhou"
              },
              S3OutputStorage: null,
              VODOutputStorage: null
            },
            OutputObjectPath: "/课程/2024春/{inputName}_adaptiveDynamicStreaming_{definition}.{format}",
            SubStreamObjectName: "/课程/2024春/{inputName}_adaptiveDynamicStreaming_{definition}_{subStreamNumber}.{format}",
            SegmentObjectName: "/课程/2024春/{inputName}_adaptiveDynamicStreaming_{definition}_{subStreamNumber}_{segmentNumber}.{format}",
            AddOnSubtitles: [],
            DrmInfo: null,
            DefinitionType: "",
            SubtitleTemplate: null,
            StdExtInfo: "",
            KeyPTSList: []
          },
          Output: {
            Definition: 10,
            Package: "HLS",
            Path: "/课程/2024春/第01讲 导论_adaptiveDynamicStreaming_10.m3u8",
            Storage: {
              Type: "COS",
              CosOutputStorage: {
                Bucket: "course-out-1250000000",
                Region: "ap-guangzhou"
              },
              S3OutputStorage: null,
              VODOutputStorage: null
            }
          }
        }
      }
    ],
    AiContentReviewResultSet: [],
    AiAnalysisResultSet: [],
    AiRecognitionResultSet: [],
    AiQualityControlTaskResult: null,
    SmartSubtitlesTaskResult: [],
    SmartEraseTaskResult: null
  },
  EditMediaTaskEvent: null,
  ScheduleTaskEvent: null,
  SessionId: "course-20240521-000731",
  SessionContext: '{"course":731,"title":"导论","retry":false}'
};

// tests/fixtures/events/workflow-partial.json
var workflow_partial_default = {
  EventType: "WorkflowTask",
  WorkflowTaskEvent: {
    TaskId: "2600011634-WorkflowTask-0e87c1212a698494dcdb198af3e0eb2ftt3",
    Status: "FINISH",
    ErrCode: 0,
    Message: "",
    InputInfo: {
      Type: "COS",
      CosInputInfo: {
        Bucket: "podcast-1250000001",
        Region: "ap-shanghai",
        Object: "/播客/EP 12 只剩50%的电.m4a"
      },
      UrlInputInfo: null,
      S3InputInfo: null,
      VODInputInfo: null
    },
    MetaData: {
      Size: 48213377,
      Container: "mov,mp4,m4a,3gp,3g2,mj2",
      Bitrate: 192117,
      Height: 0,
      Width: 0,
      Duration: 2007.6600341796875,
      Rotate: 0,
      VideoStreamSet: [],
      AudioStreamSet: [
        {
          Bitrate: 191022,
          SamplingRate: 44100,
          Codec: "aac",
          Channel: 2,
          Codecs: "mp4a.40.2",
          Loudness: -16.489999771118164
        }
      ],
      VideoDuration: 0,
      AudioDuration: 2007.6600341796875
    },
    MediaProcessResultSet: [
      {
        Type: "Transcode",
        TranscodeTask: {
          Status: "SUCCESS",
          ErrCodeExt: "SUCCESS",
          ErrCode: 0,
          Message: "SUCCESS",
          Progress: 100,
          Input: {
            Definition: 1010,
            RawParameter: null,
            OverrideParameter: null,
            WatermarkSet: [],
            BlindWatermark: null,
            MosaicSet: [],
            StartTimeOffset: 0,
            EndTimeOffset: 0,
            OutputStorage: {
              Type: "COS",
              CosOutputStorage: {
                Bucket: "podcast-out-1250000001",
                Region: "ap-shanghai"
              },
              S3OutputStorage: null,
              VODOutputStorage: null
            },
            OutputObjectPath: "/播客/EP 12 只剩50%的电_transcode_1010",
            SegmentObjectName: "",
            ObjectNumberFormat: null,
            HeadTailParameter: null
          },
          Output: {
            OutputStorage: {
              Type: "COS",
              CosOutputStorage: {
                Bucket: "podcast-out-1250000001",
                Region: "ap-shanghai"
              },
              S3OutputStorage: null,
              VODOutputStorage: null
            },
            Path: "/播客/EP 12 只剩50%的电_transcode_1010.mp3",
            Definition: 1010,
            Bitrate: 128012,
            Height: 0,
            Width: 0,
            Size: 32125593,
            Duration: 2007.6668701171875,
            Container: "mp3",
            Md5: "ec6ef230f1828039ee794566b9c58adc",
            AudioStreamSet: [
              {
                Bitrate: 128e3,
                SamplingRate: 44100,
                Codec: "mp3",
                Channel: 2,
                Codecs: "",
                Loudness: -16.489999771118164
              }
            ],
            VideoStreamSet: [],
            CallBackExtInfo: "",
            Usage: null
          }
        },
        AnimatedGraphicTask: null,
        SnapshotByTimeOffsetTask: null,
        SampleSnapshotTask: null,
        ImageSpriteTask: null,
        AdaptiveDynamicStreamingTask: null
      },
      {
        Type: "Transcode",
        TranscodeTask: {
          Status: "FAIL",
          ErrCodeExt: "SourceFileError.NoVideoMedia",
          ErrCode: 6e4,
          Message: "The source file has no video stream",
          Progress: 0,
          Input: {
            Definition: 100030,
            RawParameter: null,
            OverrideParameter: null,
            WatermarkSet: [],
            BlindWatermark: null,
            MosaicSet: [],
            StartTimeOffset: 0,
            EndTimeOffset: 0,
            OutputStorage: {
              Type: "COS",
              CosOutputStorage: {
                Bucket: "podcast-out-1250000001",
                Region: "ap-shanghai"
              },
              S3OutputStorage: null,
              VODOutputStorage: null
            },
            OutputObjectPath: "",
            SegmentObjectName: "",
            ObjectNumberFormat: null,
            HeadTailParameter: null
          },
          Output: null
        },
        AnimatedGraphicTask: null,
        SnapshotByTimeOffsetTask: null,
        SampleSnapshotTask: null,
        ImageSpriteTask: null,
        AdaptiveDynamicStreamingTask: null
      },
      {
        Type: "AnimatedGraphics",
        TranscodeTask: null,
        AnimatedGraphicTask: {
          Status: "FAIL",
          ErrCodeExt: "SourceFileError.NoVideoMedia",
          ErrCode: 6e4,
          Message: "The source file has no video stream",
          BeginProcessTime: "2024-06-03T11:40:02Z",
          FinishTime: "2024-06-03T11:40:05Z",
          Input: {
            Definition: 20001,
            StartTimeOffset: 0,
            EndTimeOffset: 5,
            OutputStorage: {
              Type: "COS",
              CosOutputStorage: {
                Bucket: "podcast-out-1250000001",
                Region: "ap-shanghai"
              },
              S3OutputStorage: null,
              VODOutputStorage: null
            },
            OutputObjectPath: "",
            ExtInfo: ""
          },
          Output: null
        },
        SnapshotByTimeOffsetTask: null,
        SampleSnapshotTask: null,
        ImageSpriteTask: null,
        AdaptiveDynamicStreamingTask: null
      },
      {
        Type: "SnapshotByTimeOffset",
        TranscodeTask: null,
        AnimatedGraphicTask: null,
        SnapshotByTimeOffsetTask: {
          Status: "FAIL",
          ErrCodeExt: "SourceFileError.NoVideoMedia",
          ErrCode: 6e4,
          Message: "The source file has no video stream",
          BeginProcessTime: "2024-06-03T11:40:02Z",
          FinishTime: "2024-06-03T11:40:04Z",
          Input: {
            Definition: 10,
            ExtTimeOffsetSet: [
              "10%"
            ],
            TimeOffsetSet: [],
            WatermarkSet: [],
            OutputStorage: {
              Type: "COS",
              CosOutputStorage: {
                Bucket: "podcast-out-1250000001",
                Region: "ap-shanghai"
              },
              S3OutputStorage: null,
              VODOutputStorage: null
            },
            OutputObjectPath: "",
            ObjectNumberFormat: null,
            ExtInfo: ""
          },
          Output: null
        },
        SampleSnapshotTask: null,
        ImageSpriteTask: null,
        AdaptiveDynamicStreamingTask: null
      },
      {
        Type: "ImageSprites",
        TranscodeTask: null,
        AnimatedGraphicTask: null,
        SnapshotByTimeOffsetTask: null,
        SampleSnapshotTask: null,
        ImageSpriteTask: {
          Status: "FAIL",
          ErrCodeExt: "InvalidInput.DefinitionNotExist",
          ErrCode: 4e4,
          Message: "Definition 99 does not exist",
          BeginProcessTime: "2024-06-03T11:40:02Z",
          FinishTime: "2024-06-03T11:40:02Z",
          Input: {
            Definition: 99,
            OutputStorage: {
              Type: "COS",
              CosOutputStorage: {
                Bucket: "podcast-out-1250000001",
                Region: "ap-shanghai"
              },
              S3OutputStorage: null,
              VODOutputStorage: null
            },
            OutputObjectPath: "",
            WebVttObjectName: "",
            ObjectNumberFormat: null,
            ExtInfo: ""
          },
          Output: null
        },
        AdaptiveDynamicStreamingTask: null
      },
      {
        Type: "Transcode",
        TranscodeTask: {
          Status: "SUCCESS",
          ErrCodeExt: "",
          ErrCode: 0,
          Message: "SUCCESS",
          Progress: 100,
          Input: {
            Definition: 1110,
            RawParameter: null,
            OverrideParameter: null,
            WatermarkSet: [],
            BlindWatermark: null,
            MosaicSet: [],
            StartTimeOffset: 0,
            EndTimeOffset: 0,
            OutputStorage: {
              Type: "COS",
              CosOutputStorage: {
                Bucket: "podcast-out-1250000001",
                Region: "ap-shanghai"
              },
              S3OutputStorage: null,
              VODOutputStorage: null
            },
            OutputObjectPath: "/播客/EP 12 只剩50%的电_transcode_1110",
            SegmentObjectName: "",
            ObjectNumberFormat: null,
            HeadTailParameter: null
          },
          Output: {
            OutputStorage: {
              Type: "COS",
              CosOutputStorage: {
                Bucket: "podcast-out-1250000001",
                Region: "ap-shanghai"
              },
              S3OutputStorage: null,
              VODOutputStorage: null
            },
            Path: "/播客/EP 12 只剩50%的电_transcode_1110.flac",
            Definition: 1110,
            Bitrate: 702311,
            Height: 0,
            Width: 0,
            Size: 176250212,
            Duration: 2007.6600341796875,
            Container: "flac",
            Md5: "1d665b9b1467944c128a5575119d1cfd",
            AudioStreamSet: [
              {
                Bitrate: 702311,
                SamplingRate: 44100,
                Codec: "flac",
                Channel: 2,
                Codecs: "",
                Loudness: -16.489999771118164
              }
            ],
            VideoStreamSet: [],
            CallBackExtInfo: "",
            Usage: null
          }
        },
        AnimatedGraphicTask: null,
        SnapshotByTimeOffsetTask: null,
        SampleSnapshotTask: null,
        ImageSpriteTask: null,
        AdaptiveDynamicStreamingTask: null
      }
    ],
    AiContentReviewResultSet: [],
    AiAnalysisResultSet: [],
    AiRecognitionResultSet: [],
    AiQualityControlTaskResult: null,
    SmartSubtitlesTaskResult: [],
    SmartEraseTaskResult: null
  },
  EditMediaTaskEvent: null,
  ScheduleTaskEvent: null,
  SessionId: "",
  SessionContext: "podcast/EP12"
};

// js/dev/demo.ts
import { execFile } from "node:child_process";
import { readdir as readdir2, readFile as readFile2, rm as rm2 } from "node:fs/promises";
import { join as join3 } from "node:path";
import { isDeepStrictEqual, promisify } from "node:util";

// js/dev/cos/emulator.ts
import { createServer } from "node:http";
import { join as join2 } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

// js/dev/read-body.ts
async function readBody(incoming) {
  const chunks = [];
  try {
    for await (const chunk of incoming) chunks.push(chunk);
  } catch {
    return void 0;
  }
  return Buffer.concat(chunks);
}

// js/dev/cos/errors.ts
var STATUS = {
  BadDigest: 400,
  ExpiredToken: 400,
  InvalidArgument: 400,
  InvalidBucketName: 400,
  InvalidDigest: 400,
  InvalidObjectName: 400,
  InvalidURI: 400,
  KeyTooLong: 400,
  AccessDenied: 403,
  InvalidAccessKeyId: 403,
  RequestTimeTooSkewed: 403,
  SignatureDoesNotMatch: 403,
  NoSuchBucket: 404,
  NoSuchKey: 404,
  NoSuchVersion: 404,
  MethodNotAllowed: 405,
  FileAlreadyExists: 409,
  MissingContentLength: 411,
  PreconditionFailed: 412,
  InvalidRange: 416,
  InternalError: 500,
  NotImplemented: 501
};
var CosError = class extends Error {
  code;
  status;
  constructor(code2, message) {
    super(message);
    this.name = "CosError";
    this.code = code2;
    this.status = STATUS[code2];
  }
};
function errorXml(error) {
  const elements = [
    ["Code", error.code],
    ["Message", error.message],
    ["Resource", error.resource],
    ["ServerTime", error.serverTime],
    ["RequestId", error.requestId],
    ["TraceId", error.traceId]
  ];
  const inner = elements.filter(([, text]) => text !== void 0).map(([name, text]) => `	<${name}>${xmlText(text ?? "")}</${name}>
`).join("");
  return `<?xml version='1.0' encoding='utf-8' ?>
<Error>
${inner}</Error>
`;
}
function xmlText(text) {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/\r/g, "&#13;").replace(FORBIDDEN_IN_XML, "�");
}
var FORBIDDEN_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

// js/dev/cos/percent.ts
function percentEncode(text) {
  return percentEncodeBytes(Buffer.from(text, "utf8"));
}
function percentEncodeBytes(bytes) {
  let encoded = "";
  for (const byte of bytes) {
    encoded += isUnreserved(byte) ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }
  return encoded;
}
function percentDecode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return void 0;
  }
}
function isUnreserved(byte) {
  return byte >= 97 && byte <= 122 || // a-z
  byte >= 65 && byte <= 90 || // A-Z
  byte >= 48 && byte <= 57 || // 0-9
  byte === 45 || // -
  byte === 95 || // _
  byte === 46 || // .
  byte === 126;
}

// js/dev/cos/address.ts
function parseAddress(target, host) {
  const { path, queryText } = splitTarget(target);
  const pathname = decode(path);
  const query = parseQuery(queryText);
  const named = HOST_WITH_BUCKET.exec(host);
  if (named) {
    return { bucket: named[1], region: named[2] ?? "", key: pathname.slice(1), pathname, query };
  }
  const slash = path.indexOf("/", 1);
  const bucket = decode(slash < 0 ? path.slice(1) : path.slice(1, slash));
  const key = slash < 0 ? "" : decode(path.slice(slash + 1));
  return {
    bucket: bucket === "" ? void 0 : bucket,
    region: DEFAULT_REGION,
    key,
    pathname,
    query
  };
}
function checkBucketName(bucket) {
  if (!BUCKET_NAME.test(bucket)) {
    throw new CosError("InvalidBucketName", `The specified bucket is not valid: ${bucket}`);
  }
}
function splitTarget(target) {
  const origin = /^https?:\/\/[^/?]*/i.exec(target);
  const relative2 = origin ? target.slice(origin[0].length) : target;
  const question = relative2.indexOf("?");
  const path = question < 0 ? relative2 : relative2.slice(0, question);
  return {
    path: path.startsWith("/") ? path : `/${path}`,
    queryText: question < 0 ? "" : relative2.slice(question + 1)
  };
}
function parseQuery(text) {
  return text.split("&").filter((pair) => pair !== "").map((pair) => {
    const equals = pair.indexOf("=");
    const name = equals < 0 ? pair : pair.slice(0, equals);
    const value = equals < 0 ? "" : pair.slice(equals + 1);
    return { name: decode(name), value: decode(value) };
  });
}
function decode(text) {
  const decoded = percentDecode(text);
  if (decoded === void 0) {
    throw new CosError("InvalidURI", "Could not parse the specified URI.");
  }
  return decoded;
}
var HOST_WITH_BUCKET = /^([a-z0-9-]+-\d+)\.cos(?:-internal)?\.([a-z0-9-]+)\./;
var BUCKET_NAME = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?-\d+$/;
var DEFAULT_REGION = "ap-guangzhou";

// js/dev/cos/operations/delete-object.ts
import { randomBytes } from "node:crypto";

// js/dev/cos/object-key.ts
function checkKey(key) {
  const encoded = percentEncode(key).replace(/%2F/g, "/");
  if (encoded.length > MAX_ENCODED_BYTES) {
    throw new CosError(
      "KeyTooLong",
      `Your key is too long: ${encoded.length} bytes when URL-encoded, at most ${MAX_ENCODED_BYTES}.`
    );
  }
  if (key.startsWith("/") || key.startsWith("\\")) {
    throw new CosError("InvalidObjectName", "An object key must not begin with a slash.");
  }
  if (FORBIDDEN.test(key)) {
    throw new CosError("InvalidObjectName", "The object key has a forbidden control character.");
  }
}
var MAX_ENCODED_BYTES = 850;
var FORBIDDEN = /[\u0018\u0019\u001a\u001b]/;

// js/dev/cos/operations/delete-object.ts
async function deleteObject(request, store, versioning) {
  checkKey(request.key);
  await store.delete(request.bucket, request.key);
  const marker = {
    "x-cos-delete-marker": "true",
    "x-cos-version-id": randomBytes(24).toString("base64")
  };
  return { status: 204, headers: versioning ? marker : {} };
}

// js/dev/cos/message.ts
function parameter(request, name) {
  return request.query.find((candidate) => candidate.name === name)?.value;
}

// js/dev/cos/operations/get-object.ts
async function getObject(request, store) {
  checkKey(request.key);
  const found = await store.read(request.bucket, request.key);
  if (!found) throw new CosError("NoSuchKey", "The specified key does not exist.");
  const { object, body } = found;
  const version = parameter(request, "versionId");
  if (version !== void 0 && version !== object.versionId) {
    throw new CosError("NoSuchVersion", "The specified version does not exist.");
  }
  const headers = { ...objectHeaders(object), ...overrides(request) };
  if (isNotModified(request.headers, object)) return { status: 304, headers };
  const range = parseRange(request.headers.range, body.length);
  if (!range) {
    return { status: 200, headers: { ...headers, "Content-Length": `${body.length}` }, body };
  }
  const part = body.subarray(range.first, range.last + 1);
  return {
    status: 206,
    headers: {
      ...headers,
      "Content-Length": `${part.length}`,
      "Content-Range": `bytes ${range.first}-${range.last}/${body.length}`
    },
    body: part
  };
}
function objectHeaders(object) {
  const { "x-cos-storage-class": storageClass, ...kept } = object.headers;
  return {
    ...kept,
    "Accept-Ranges": "bytes",
    ETag: `"${object.etag}"`,
    "Last-Modified": new Date(object.lastModified).toUTCString(),
    "x-cos-hash-crc64ecma": object.crc64,
    // The documentation: answered only if it is not STANDARD.
    ...storageClass === void 0 || storageClass === "STANDARD" ? {} : { "x-cos-storage-class": storageClass },
    ...object.versionId === void 0 ? {} : { "x-cos-version-id": object.versionId }
  };
}
function overrides(request) {
  const replaced = {};
  for (const { name, value } of request.query) {
    if (name.startsWith("response-")) replaced[name.slice("response-".length)] = value;
  }
  return replaced;
}
function isNotModified(headers, object) {
  const modified = Math.floor(object.lastModified / 1e3) * 1e3;
  const ifMatch = headers["if-match"];
  const unmodifiedSince = Date.parse(headers["if-unmodified-since"] ?? "");
  const failed2 = ifMatch !== void 0 ? !matches(ifMatch, object) : modified > unmodifiedSince;
  if (failed2) {
    throw new CosError(
      "PreconditionFailed",
      "At least one of the pre-conditions you specified did not hold."
    );
  }
  const ifNoneMatch = headers["if-none-match"];
  if (ifNoneMatch !== void 0) return matches(ifNoneMatch, object);
  return modified <= Date.parse(headers["if-modified-since"] ?? "");
}
function matches(etags, object) {
  return etags.split(",").map((etag) => etag.trim().replace(/^"|"$/g, "")).some((etag) => etag === "*" || etag === object.etag);
}
function parseRange(header, size) {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header ?? "") ?? [];
  if (from === void 0 || to === void 0 || from === "" && to === "") return void 0;
  const first = from === "" ? Math.max(size - Number(to), 0) : Number(from);
  const last = from === "" || to === "" ? size - 1 : Math.min(Number(to), size - 1);
  if (first > last) {
    throw new CosError("InvalidRange", "The requested range cannot be satisfied.");
  }
  return { first, last };
}

// js/dev/cos/operations/list-objects.ts
async function listObjects(request, store) {
  const prefix = parameter(request, "prefix") ?? "";
  const page = selectPage(await store.list(request.bucket, prefix), {
    prefix,
    delimiter: parameter(request, "delimiter") ?? "",
    marker: parameter(request, "marker") ?? "",
    maxKeys: readMaxKeys(request)
  });
  return {
    status: 200,
    headers: { "Content-Type": "application/xml", "x-cos-bucket-region": request.region },
    body: Buffer.from(toXml(request, page, isUrlEncoded(request)))
  };
}
function selectPage(sorted, selection) {
  const { prefix, delimiter, marker, maxKeys } = selection;
  const page = { ...selection, objects: [], commonPrefixes: [], nextMarker: void 0 };
  const after = Buffer.from(marker);
  let last = "";
  for (const object of sorted) {
    const group = commonPrefix(object.key, prefix, delimiter);
    const isSkipped = !object.key.startsWith(prefix) || Buffer.compare(Buffer.from(object.key), after) <= 0 || group !== void 0 && (group === marker || group === last);
    if (isSkipped) continue;
    if (page.objects.length + page.commonPrefixes.length >= maxKeys) {
      page.nextMarker = last;
      return page;
    }
    if (group === void 0) page.objects.push(object);
    else page.commonPrefixes.push(group);
    last = group ?? object.key;
  }
  return page;
}
function commonPrefix(key, prefix, delimiter) {
  if (delimiter === "") return void 0;
  const found = key.indexOf(delimiter, prefix.length);
  return found < 0 ? void 0 : key.slice(0, found + delimiter.length);
}
function toXml(request, page, urlEncoded) {
  const text = (name, value) => `	<${name}>${xmlText(value)}</${name}>
`;
  const encoded = (name, value) => text(name, urlEncoded ? percentEncode(value) : value);
  return [
    "<?xml version='1.0' encoding='utf-8' ?>\n<ListBucketResult>\n",
    text("Name", request.bucket),
    urlEncoded ? text("EncodingType", "url") : "",
    encoded("Prefix", page.prefix),
    encoded("Marker", page.marker),
    text("MaxKeys", `${page.maxKeys}`),
    page.delimiter === "" ? "" : encoded("Delimiter", page.delimiter),
    text("IsTruncated", `${page.nextMarker !== void 0}`),
    page.nextMarker === void 0 ? "" : encoded("NextMarker", page.nextMarker),
    ...page.commonPrefixes.map(
      (prefix) => `	<CommonPrefixes>
	${encoded("Prefix", prefix)}	</CommonPrefixes>
`
    ),
    ...page.objects.map((object) => contents(object, encoded, ownerOf(request.bucket))),
    "</ListBucketResult>\n"
  ].join("");
}
function contents(object, encoded, owner) {
  return [
    "	<Contents>\n",
    encoded("Key", object.key),
    `	<LastModified>${new Date(object.lastModified).toISOString()}</LastModified>
`,
    `	<ETag>"${object.etag}"</ETag>
	<Size>${object.size}</Size>
`,
    `	<Owner><ID>${owner}</ID><DisplayName>${owner}</DisplayName></Owner>
`,
    `	<StorageClass>${object.headers["x-cos-storage-class"] ?? "STANDARD"}</StorageClass>
`,
    "	</Contents>\n"
  ].join("");
}
function ownerOf(bucket) {
  return bucket.slice(bucket.lastIndexOf("-") + 1);
}
function readMaxKeys(request) {
  const text = parameter(request, "max-keys") ?? `${MAX_KEYS}`;
  if (!/^\d+$/.test(text)) {
    throw new CosError("InvalidArgument", `max-keys must be a number, not ${text}.`);
  }
  return Math.min(Number(text), MAX_KEYS);
}
function isUrlEncoded(request) {
  const encoding = parameter(request, "encoding-type") ?? "";
  if (encoding !== "" && encoding !== "url") {
    throw new CosError("InvalidArgument", `Unknown encoding-type ${encoding}.`);
  }
  return encoding === "url";
}
var MAX_KEYS = 1e3;

// js/dev/cos/operations/put-object.ts
import { createHash as createHash3, randomBytes as randomBytes3 } from "node:crypto";

// js/dev/cos/crc64.ts
function crc64(bytes) {
  let low = 4294967295;
  let high = 4294967295;
  for (const byte of bytes) {
    const index = (low ^ byte) & 255;
    low = (low >>> 8 | high << 24) ^ (TABLE_LOW[index] ?? 0);
    high = high >>> 8 ^ (TABLE_HIGH[index] ?? 0);
  }
  return (BigInt(~high >>> 0) << 32n | BigInt(~low >>> 0)).toString();
}
var TABLE_LOW = new Uint32Array(256);
var TABLE_HIGH = new Uint32Array(256);
var POLYNOMIAL_LOW = 3615952706;
var POLYNOMIAL_HIGH = 3379320725;
for (let index = 0; index < 256; index++) {
  let low = index;
  let high = 0;
  for (let bit = 0; bit < 8; bit++) {
    const odd = low & 1;
    low = low >>> 1 | (high & 1) << 31;
    high >>>= 1;
    if (odd) {
      low ^= POLYNOMIAL_LOW;
      high ^= POLYNOMIAL_HIGH;
    }
  }
  TABLE_LOW[index] = low;
  TABLE_HIGH[index] = high;
}

// js/dev/cos/store.ts
import { createHash as createHash2, randomBytes as randomBytes2 } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, rmdir, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

// js/dev/cos/file-name.ts
import { createHash } from "node:crypto";
function encodeSegment(segment) {
  if (segment === "") return EMPTY;
  const encoded = segment.replace(UNSAFE, percent).replace(/[. ]$/, percent).replace(WINDOWS_DEVICE, (name) => percent(name.charAt(0)) + name.slice(1));
  return Buffer.byteLength(encoded) > MAX_NAME_BYTES ? shorten(encoded) : encoded;
}
function besideFolder(name) {
  return name + FILE;
}
function besideFile(name) {
  return name + FOLDER;
}
function percent(character) {
  const code2 = character.charCodeAt(0);
  return `%${code2.toString(16).toUpperCase().padStart(2, "0")}`;
}
function shorten(encoded) {
  const hash = createHash("sha256").update(encoded).digest("hex").slice(0, 32);
  let kept = encoded;
  while (Buffer.byteLength(kept) > MAX_NAME_BYTES - SHORTENED.length - hash.length) {
    kept = [...kept].slice(0, -1).join("");
  }
  return kept + SHORTENED + hash;
}
var EMPTY = "%empty";
var FILE = "%file";
var FOLDER = "%folder";
var SHORTENED = "%~";
var MAX_NAME_BYTES = 240;
var UNSAFE = /[\u0000-\u001f\u007f%<>:"\\|?*]/g;
var WINDOWS_DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

// js/dev/cos/store.ts
var KeyExists = class extends Error {
};
var ObjectStore = class {
  folder;
  #writing = /* @__PURE__ */ new Map();
  /** What was read or written of each object, by its file of metadata: a list of many objects reads no file twice. */
  #known = /* @__PURE__ */ new Map();
  constructor(folder) {
    this.folder = folder;
  }
  /**
   * Stores an object; readers see the old one or the new one, never half of it.
   *
   * @throws KeyExists when `forbidOverwrite` is set and the key exists; of two concurrent writes
   * exactly one succeeds
   */
  async put(bucket, object, body, forbidOverwrite) {
    const temporary = await this.#writeTemporary(body);
    try {
      return await this.#exclusively(bucket, async () => {
        const old = await this.head(bucket, object.key);
        if (old && forbidOverwrite) throw new KeyExists(object.key);
        const file = old?.file ?? await this.#place(bucket, object.key);
        const stored = { ...object, file, size: body.byteLength };
        await moveInto(temporary, join(this.folder, bucket, file));
        const json = Buffer.from(`${JSON.stringify(stored, null, 2)}
`);
        const metadata = this.#metadataFile(bucket, object.key);
        this.#known.delete(metadata);
        await moveInto(await this.#writeTemporary(json), metadata);
        this.#known.set(metadata, stored);
        return stored;
      });
    } finally {
      await rm(temporary, { force: true });
    }
  }
  /** What is known of an object; undefined when there is none. */
  async head(bucket, key) {
    return this.#readMetadata(bucket, this.#metadataFile(bucket, key));
  }
  async read(bucket, key) {
    return this.#exclusively(bucket, async () => {
      const object = await this.head(bucket, key);
      if (!object) return void 0;
      return { object, body: await readFile(join(this.folder, bucket, object.file)) };
    });
  }
  /** Deletes an object and the folders it leaves empty; true when there was one. */
  async delete(bucket, key) {
    return this.#exclusively(bucket, async () => {
      const object = await this.head(bucket, key);
      if (!object) return false;
      this.#known.delete(this.#metadataFile(bucket, key));
      await rm(this.#metadataFile(bucket, key), { force: true });
      await rm(join(this.folder, bucket, object.file), { force: true });
      await this.#removeEmptyFolders(bucket, dirname(object.file));
      return true;
    });
  }
  /** The objects of a bucket whose keys begin so, in UTF-8 byte order of their keys, which is the order COS lists in. */
  async list(bucket, prefix = "") {
    const folder = join(this.folder, METADATA, bucket);
    const all = await readdir(folder).catch(ignoreMissing) ?? [];
    const names = all.filter(
      (name) => this.#known.get(join(folder, name))?.key.startsWith(prefix) ?? true
    );
    const read = [];
    for (let first = 0; first < names.length; first += 100) {
      const some = names.slice(first, first + 100);
      const files = some.map((name) => this.#readMetadata(bucket, join(folder, name), prefix));
      read.push(...await Promise.all(files));
    }
    return read.filter((object) => object !== void 0).sort((one, other) => Buffer.compare(Buffer.from(one.key), Buffer.from(other.key)));
  }
  /** @returns undefined if there is no such object, or if its key does not begin so */
  async #readMetadata(bucket, file, prefix = "") {
    let object = this.#known.get(file);
    if (object === void 0) {
      const json = await readFile(file, "utf8").catch(ignoreMissing);
      if (json === void 0) return void 0;
      object = this.#known.get(file) ?? JSON.parse(json);
      this.#known.set(file, object);
    }
    if (!object.key.startsWith(prefix)) return void 0;
    const data = await stat(join(this.folder, bucket, object.file)).catch(ignoreMissing);
    return data?.isFile() ? object : void 0;
  }
  /** By hash, so that no two keys can want one file or a file where the other wants a folder. */
  #metadataFile(bucket, key) {
    const hash = createHash2("sha256").update(key, "utf8").digest("hex");
    return join(this.folder, METADATA, bucket, `${hash}.json`);
  }
  /** A path for a new key, past files where it needs folders and folders where it needs a file. */
  async #place(bucket, key) {
    const segments = key.split("/").map(encodeSegment);
    const last = segments.pop() ?? "";
    const path = [];
    const kind = async (name) => {
      const found = await stat(join(this.folder, bucket, ...path, name)).catch(ignoreMissing);
      return found === void 0 ? "free" : found.isDirectory() ? "folder" : "file";
    };
    for (const name of segments) {
      path.push(await kind(name) === "file" ? besideFile(name) : name);
    }
    path.push(await kind(last) === "folder" ? besideFolder(last) : last);
    return path.join("/");
  }
  async #writeTemporary(bytes) {
    const folder = join(this.folder, METADATA, TEMPORARY);
    await mkdir(folder, { recursive: true });
    const file = join(folder, randomBytes2(12).toString("hex"));
    await writeFile(file, bytes);
    return file;
  }
  async #removeEmptyFolders(bucket, folder) {
    for (let path = folder; path !== "."; path = dirname(path)) {
      try {
        await rmdir(join(this.folder, bucket, path));
      } catch {
        return;
      }
    }
  }
  /** Runs one action on a bucket after the other. */
  #exclusively(bucket, action) {
    const before = this.#writing.get(bucket) ?? Promise.resolve();
    const result = before.then(action, action);
    this.#writing.set(
      bucket,
      result.catch(() => void 0)
    );
    return result;
  }
};
async function moveInto(from, to) {
  await mkdir(dirname(to), { recursive: true });
  await rename(from, to);
}
function ignoreMissing(error) {
  if (error.code !== "ENOENT" && error.code !== "ENOTDIR") throw error;
  return void 0;
}
var METADATA = ".cos";
var TEMPORARY = ".temporary";

// js/dev/cos/operations/put-object.ts
async function putObject(request, store, nowMs, versioning) {
  const { bucket, key, headers, body } = request;
  checkKey(key);
  checkSupported(headers);
  if (headers["content-length"] === void 0 && headers["transfer-encoding"] === void 0) {
    throw new CosError("MissingContentLength", "You must provide the Content-Length HTTP header.");
  }
  const md5 = createHash3("md5").update(body).digest();
  checkContentMd5(headers["content-md5"], md5);
  const object = {
    key,
    etag: md5.toString("hex"),
    crc64: crc64(body),
    lastModified: nowMs,
    headers: headersToKeep(headers),
    ...versioning ? { versionId: randomBytes3(24).toString("base64") } : {}
  };
  const forbidOverwrite = headers["x-cos-forbid-overwrite"] === "true" && !versioning;
  try {
    await store.put(bucket, object, body, forbidOverwrite);
  } catch (error) {
    if (!(error instanceof KeyExists)) throw error;
    throw new CosError("FileAlreadyExists", "The specified file already exists.");
  }
  return {
    status: 200,
    headers: {
      ETag: `"${object.etag}"`,
      "x-cos-hash-crc64ecma": object.crc64,
      ...object.versionId === void 0 ? {} : { "x-cos-version-id": object.versionId },
      ...encryptionHeader(headers)
    }
  };
}
function checkSupported(headers) {
  for (const name of Object.keys(headers)) {
    if (name.startsWith("x-cos-copy-source") || name.startsWith(`${ENCRYPTION}-`)) {
      throw new CosError("NotImplemented", `This emulator does not know the header ${name}.`);
    }
  }
  if ((headers[ENCRYPTION] ?? "AES256") !== "AES256") {
    throw new CosError("NotImplemented", `This emulator knows ${ENCRYPTION}: AES256 only.`);
  }
  const storageClass = headers["x-cos-storage-class"];
  if (storageClass !== void 0 && !STORAGE_CLASSES.has(storageClass)) {
    throw new CosError("InvalidArgument", `Unknown x-cos-storage-class ${storageClass}.`);
  }
}
function checkContentMd5(sent, actual) {
  if (sent === void 0) return;
  if (!/^[A-Za-z0-9+/]{22}==$/.test(sent)) {
    throw new CosError("InvalidDigest", "The Content-MD5 you specified is not valid.");
  }
  if (!Buffer.from(sent, "base64").equals(actual)) {
    throw new CosError(
      "BadDigest",
      "The Content-MD5 you specified did not match what we received."
    );
  }
}
function headersToKeep(headers) {
  const kept = {};
  let metadataBytes = 0;
  for (const [name, value] of Object.entries(headers)) {
    if (name.startsWith(METADATA2)) {
      checkMetadataName(name);
      metadataBytes += name.length - METADATA2.length + value.length;
      kept[name] = value;
    } else if (KEPT.has(name)) {
      kept[name] = value;
    }
  }
  if (metadataBytes > MAX_METADATA_BYTES) {
    throw new CosError(
      "InvalidArgument",
      `x-cos-meta-* headers have ${metadataBytes} bytes, at most ${MAX_METADATA_BYTES}.`
    );
  }
  kept["content-type"] ??= "application/octet-stream";
  return kept;
}
function checkMetadataName(name) {
  if (!/^[a-z0-9-]+$/.test(name.slice(METADATA2.length))) {
    throw new CosError("InvalidArgument", `${name}: letters, digits and hyphens only.`);
  }
}
function encryptionHeader(headers) {
  return headers[ENCRYPTION] === void 0 ? {} : { [ENCRYPTION]: "AES256" };
}
var METADATA2 = "x-cos-meta-";
var MAX_METADATA_BYTES = 2048;
var ENCRYPTION = "x-cos-server-side-encryption";
var KEPT = /* @__PURE__ */ new Set([
  "cache-control",
  "content-disposition",
  "content-encoding",
  "content-type",
  "expires",
  "x-cos-storage-class",
  ENCRYPTION
]);
var STORAGE_CLASSES = /* @__PURE__ */ new Set([
  "STANDARD",
  "STANDARD_IA",
  "INTELLIGENT_TIERING",
  "ARCHIVE",
  "DEEP_ARCHIVE",
  "MAZ_STANDARD",
  "MAZ_STANDARD_IA",
  "MAZ_INTELLIGENT_TIERING"
]);

// js/dev/cos/operations/index.ts
async function operate(request, service, nowMs) {
  if (!METHODS.has(request.method)) {
    throw new CosError("MethodNotAllowed", `COS knows no method ${request.method}.`);
  }
  const { bucket } = request;
  if (bucket === void 0) throw notImplemented("operations on the service");
  if (service.buckets && !service.buckets.has(bucket)) {
    throw new CosError("NoSuchBucket", "The specified bucket does not exist.");
  }
  checkParameters(request);
  const named = { ...request, bucket };
  if (request.key === "") return operateOnBucket(named, service);
  switch (request.method) {
    case "PUT":
      return putObject(named, service.store, nowMs, service.versioning);
    case "GET":
    case "HEAD":
      return getObject(named, service.store);
    case "DELETE":
      return deleteObject(named, service.store, service.versioning);
    default:
      throw notImplemented(`${request.method} of an object`);
  }
}
function operateOnBucket(request, service) {
  switch (request.method) {
    case "GET":
      return listObjects(request, service.store);
    case "HEAD":
      return Promise.resolve({ status: 200, headers: { "x-cos-bucket-region": request.region } });
    default:
      throw notImplemented(`${request.method} of a bucket`);
  }
}
function checkParameters(request) {
  const known = request.key === "" ? LIST_PARAMETERS : OBJECT_PARAMETERS;
  for (const { name } of request.query) {
    if (!known.has(name) && !SIGNATURE_PARAMETERS.has(name)) {
      throw notImplemented(`the parameter ${name}`);
    }
  }
}
function notImplemented(what) {
  return new CosError("NotImplemented", `This emulator does not have ${what}.`);
}
var METHODS = /* @__PURE__ */ new Set(["GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS"]);
var LIST_PARAMETERS = /* @__PURE__ */ new Set(["prefix", "delimiter", "marker", "max-keys", "encoding-type"]);
var OBJECT_PARAMETERS = /* @__PURE__ */ new Set([
  "response-cache-control",
  "response-content-disposition",
  "response-content-encoding",
  "response-content-language",
  "response-content-type",
  "response-expires",
  "versionId"
]);
var SIGNATURE_PARAMETERS = /* @__PURE__ */ new Set([
  "q-sign-algorithm",
  "q-ak",
  "q-sign-time",
  "q-key-time",
  "q-header-list",
  "q-url-param-list",
  "q-signature",
  "x-cos-security-token"
]);

// js/dev/cos/reply.ts
import { createHash as createHash4 } from "node:crypto";
var Reply = class {
  /** Told of the answer just before it is sent. */
  onAnswer = () => void 0;
  #incoming;
  #outgoing;
  #nowMs;
  #requestId;
  /** @param index how many requests the server had before this one */
  constructor(incoming, outgoing, index, nowMs) {
    this.#incoming = incoming;
    this.#outgoing = outgoing;
    this.#nowMs = nowMs;
    this.#requestId = requestIdOf(index);
  }
  /** @param truncateTo send so many bytes of the body only, then close the connection */
  send(answer2, truncateTo, code2) {
    const outgoing = this.#outgoing;
    const body = this.#incoming.method === "HEAD" ? void 0 : answer2.body;
    outgoing.sendDate = false;
    outgoing.writeHead(answer2.status, {
      ...BODILESS.has(answer2.status) ? {} : { "Content-Length": `${body?.length ?? 0}` },
      Date: new Date(this.#nowMs).toUTCString(),
      Server: "tencent-cos",
      "x-cos-request-id": this.#requestId,
      ...answer2.headers
    });
    this.onAnswer(answer2.status, code2);
    if (truncateTo === void 0) {
      outgoing.end(body);
      return;
    }
    outgoing.flushHeaders();
    outgoing.write(body?.subarray(0, truncateTo) ?? "", () => outgoing.socket?.end());
  }
  sendError(error) {
    if (error instanceof CosError) {
      this.#sendXml(error.status, error.code, error.message, {});
    } else {
      const message = error instanceof Error ? error.stack ?? error.message : String(error);
      this.#sendXml(500, "InternalError", message, {});
    }
  }
  sendFault(fault) {
    if (fault.answer === void 0) this.reset();
    else this.#sendFaultAnswer(fault.answer);
  }
  reset() {
    this.onAnswer(0, void 0);
    this.#incoming.socket.resetAndDestroy();
  }
  #sendFaultAnswer(answer2) {
    const { status, code: code2, message = "Injected fault.", body, headers = {} } = answer2;
    if (body === void 0) {
      this.#sendXml(status, code2 ?? "InternalError", message, headers);
      return;
    }
    const bytes = Buffer.from(body);
    this.send(
      {
        status,
        headers: { "Content-Type": "text/html", "Content-Length": `${bytes.length}`, ...headers },
        body: bytes
      },
      void 0,
      code2
    );
  }
  #sendXml(status, code2, message, headers) {
    const traceId = createHash4("md5").update(this.#requestId).digest("base64");
    const body = Buffer.from(
      errorXml({
        code: code2,
        message,
        resource: resourceOf(this.#incoming),
        requestId: this.#requestId,
        traceId,
        ...code2 === "RequestTimeTooSkewed" ? { serverTime: new Date(this.#nowMs).toISOString().replace(/\.\d+Z$/, "Z") } : {}
      })
    );
    const isBodiless = this.#incoming.method === "HEAD";
    this.send(
      {
        status,
        headers: {
          ...isBodiless ? {} : { "Content-Type": "application/xml" },
          "x-cos-trace-id": traceId,
          ...headers
        },
        body
      },
      void 0,
      code2
    );
  }
};
function resourceOf(incoming) {
  const path = (incoming.url ?? "/").replace(/^https?:\/\/[^/?]*/i, "").replace(/\?.*$/, "");
  try {
    return `${incoming.headers.host ?? ""}${decodeURIComponent(path)}`;
  } catch {
    return `${incoming.headers.host ?? ""}${path}`;
  }
}
function requestIdOf(index) {
  const hex = createHash4("md5").update(String(index)).digest("hex");
  return Buffer.from(`${hex.slice(0, 8)}_${hex.slice(8, 24)}`).toString("base64");
}
var BODILESS = /* @__PURE__ */ new Set([204, 304]);

// js/dev/cos/request-log.ts
function openEntry(request) {
  return {
    method: request.method,
    bucket: request.bucket,
    key: request.key,
    query: Object.fromEntries(
      request.query.filter(({ name }) => !name.startsWith("q-") && !SECRET.test(name)).map(({ name, value }) => [name, value])
    ),
    headers: Object.fromEntries(
      Object.entries(request.headers).filter(([name]) => !SECRET.test(name))
    ),
    bodyLength: request.body.length,
    verified: false,
    tampered: false,
    status: 0,
    code: void 0,
    ms: 0
  };
}
var SECRET = /^authorization$|^x-c[oi][si]?-security-token$|customer-key$/;

// js/dev/cos/signature.ts
import { createHash as createHash5, createHmac, timingSafeEqual } from "node:crypto";
function verifySignature(request, credentials, nowMs) {
  const authorization = readAuthorization(request);
  const credential = credentials.find(({ secretId }) => secretId === authorization.secretId);
  if (!credential) {
    throw new CosError(
      "InvalidAccessKeyId",
      "The Access Key Id you provided does not exist in our records."
    );
  }
  checkClock(request, nowMs);
  checkValidity(authorization.signTime, nowMs);
  checkValidity(authorization.keyTime, nowMs);
  checkToken(request, credential, nowMs);
  const missing = authorization.headerList.filter((name) => request.headers[name] === void 0);
  const httpString = buildHttpString(request, authorization.headerList, authorization.paramList);
  const stringToSign = buildStringToSign(authorization.signTime, httpString);
  const expected = computeSignature(credential.secretKey, authorization.keyTime, stringToSign);
  if (missing.length > 0 || !equalInConstantTime(expected, authorization.signature)) {
    const reason = missing.length > 0 ? ` Signed header missing: ${missing.join(", ")}.` : "";
    throw new CosError(
      "SignatureDoesNotMatch",
      `The Signature you specified is invalid.${reason} StringToSign: ${JSON.stringify(stringToSign)} FormatString: ${JSON.stringify(httpString)}`
    );
  }
}
function buildHttpString(request, headerList, paramList) {
  const headers = Object.entries(request.headers).map(([name, value]) => ({
    name: encodeName(name),
    // Node gives one character per byte of the header; those bytes are what was sent.
    value: percentEncodeBytes(Buffer.from(value, "latin1"))
  }));
  const parameters = request.query.map(({ name, value }) => ({
    name: encodeName(name),
    value: percentEncode(value)
  }));
  return [
    request.method.toLowerCase(),
    request.pathname,
    joinListed(parameters, paramList),
    joinListed(headers, headerList),
    ""
  ].join("\n");
}
function buildStringToSign(signTime, httpString) {
  const digest = createHash5("sha1").update(httpString, "utf8").digest("hex");
  return `sha1
${signTime}
${digest}
`;
}
function computeSignature(secretKey, keyTime, stringToSign) {
  const signKey = createHmac("sha1", secretKey).update(keyTime).digest("hex");
  return createHmac("sha1", signKey).update(stringToSign).digest("hex");
}
function readAuthorization(request) {
  const header = request.headers.authorization;
  const pairs = header === void 0 ? new Map(request.query.map(({ name, value }) => [name, value])) : new Map(header.split("&").map(splitPair));
  const read = (name) => {
    const value = pairs.get(name);
    if (value === void 0) throw new CosError("AccessDenied", "Access Denied.");
    return value;
  };
  if (read("q-sign-algorithm") !== "sha1") throw new CosError("AccessDenied", "Access Denied.");
  return {
    secretId: read("q-ak"),
    signTime: read("q-sign-time"),
    keyTime: read("q-key-time"),
    headerList: splitList(read("q-header-list")),
    paramList: splitList(read("q-url-param-list")),
    signature: read("q-signature")
  };
}
function checkClock(request, nowMs) {
  const sent = Date.parse(request.headers.date ?? "");
  if (Math.abs(sent - nowMs) > MAX_CLOCK_SKEW_MS) {
    throw new CosError(
      "RequestTimeTooSkewed",
      "The difference between the request time and the current time is too large."
    );
  }
}
function checkValidity(window, nowMs) {
  const [start, end] = window.split(";").map(Number);
  const now = nowMs / 1e3;
  if (!(start !== void 0 && end !== void 0 && start <= now && now <= end)) {
    throw new CosError("AccessDenied", "Request has expired");
  }
}
function checkToken(request, credential, nowMs) {
  if (credential.expiresAt !== void 0 && nowMs >= credential.expiresAt) {
    throw new CosError("ExpiredToken", "The provided token has expired.");
  }
  if (credential.sessionToken === void 0) return;
  const token = request.headers[SECURITY_TOKEN] ?? request.query.find(({ name }) => name === SECURITY_TOKEN)?.value;
  if (token === void 0) {
    throw new CosError("AccessDenied", `Temporary keys need the header ${SECURITY_TOKEN}.`);
  }
  if (!equalInConstantTime(credential.sessionToken, token)) {
    throw new CosError("AccessDenied", `The ${SECURITY_TOKEN} does not belong to this key.`);
  }
}
function joinListed(pairs, list2) {
  return pairs.filter(({ name }) => list2.includes(name)).sort((one, other) => one.name < other.name ? -1 : one.name > other.name ? 1 : 0).map(({ name, value }) => `${name}=${value}`).join("&");
}
function encodeName(name) {
  return percentEncode(name).toLowerCase();
}
function splitList(text) {
  return text === "" ? [] : text.toLowerCase().split(";");
}
function splitPair(pair) {
  const equals = pair.indexOf("=");
  return equals < 0 ? [pair, ""] : [pair.slice(0, equals), pair.slice(equals + 1)];
}
function equalInConstantTime(one, other) {
  const digest = (text) => createHash5("sha256").update(text, "utf8").digest();
  return timingSafeEqual(digest(one), digest(other));
}
var SECURITY_TOKEN = "x-cos-security-token";
var MAX_CLOCK_SKEW_MS = 15 * 60 * 1e3;

// js/dev/cos/emulator.ts
async function startCosEmulator(options) {
  const emulator = new Emulator(options);
  return emulator.start();
}
var Emulator = class {
  #options;
  #service;
  #requests = [];
  #running = /* @__PURE__ */ new Set();
  #closing = new AbortController();
  #index = 0;
  constructor(options) {
    this.#options = options;
    this.#service = {
      store: new ObjectStore(options.folder),
      buckets: options.buckets && new Set(options.buckets),
      versioning: options.versioning ?? false
    };
  }
  async start() {
    const { host = "127.0.0.1", port = 0, folder } = this.#options;
    const server = createServer((incoming, outgoing) => {
      const running = this.#serve(incoming, outgoing).finally(() => this.#running.delete(running));
      this.#running.add(running);
    });
    server.keepAliveTimeout = KEEP_ALIVE_MS;
    await listen(server, port, host);
    const address = server.address();
    const shownHost = host.includes(":") ? `[${host}]` : host;
    return {
      url: `http://${shownHost}:${address.port}`,
      port: address.port,
      requests: this.#requests,
      objects: async (bucket) => (await this.#service.store.list(bucket)).map(
        ({ key, size, etag, lastModified, headers, file }) => {
          return { key, size, etag, lastModified, headers, path: join2(folder, bucket, file) };
        }
      ),
      close: () => this.#close(server)
    };
  }
  async #close(server) {
    this.#closing.abort();
    const closed = new Promise((resolve2) => server.close(resolve2));
    server.closeAllConnections();
    await closed;
    await Promise.all(this.#running);
  }
  /** Never rejects: whatever goes wrong with one request must not end the server. */
  async #serve(incoming, outgoing) {
    const started = performance.now();
    const body = await readBody(incoming);
    if (body === void 0) return;
    const index = this.#index++;
    const reply = new Reply(incoming, outgoing, index, this.#now());
    try {
      const request = readRequest(incoming, body);
      const entry = openEntry(request);
      this.#requests.push(entry);
      reply.onAnswer = (status, code2) => {
        Object.assign(entry, { status, code: code2, ms: performance.now() - started });
      };
      const { method, bucket, key, headers } = request;
      const fault = this.#options.tamper?.({ index, method, bucket, key, headers, bodyLength: body.length }) ?? {};
      entry.tampered = Object.keys(fault).length > 0;
      await this.#handle(request, entry, fault, reply);
    } catch (error) {
      try {
        reply.sendError(error);
      } catch {
        outgoing.destroy();
      }
    }
  }
  async #handle(request, entry, fault, reply) {
    if (fault.delayMs !== void 0) {
      const { signal } = this.#closing;
      await sleep(fault.delayMs, void 0, { signal }).catch(() => void 0);
      if (signal.aborted) return reply.reset();
    }
    const isInsteadOfAnswer = fault.reset === true || fault.answer !== void 0;
    if (isInsteadOfAnswer && fault.when !== "after") return reply.sendFault(fault);
    if (request.bucket !== void 0) checkBucketName(request.bucket);
    verifySignature(request, this.#options.credentials, this.#now());
    entry.verified = true;
    const answer2 = await operate(request, this.#service, this.#now());
    if (isInsteadOfAnswer) return reply.sendFault(fault);
    if (fault.etag !== void 0) answer2.headers.ETag = `"${fault.etag}"`;
    reply.send(answer2, fault.truncateTo);
  }
  #now() {
    return this.#options.now?.() ?? Date.now();
  }
};
function readRequest(incoming, body) {
  const headers = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    headers[name] = Array.isArray(value) ? value.join(", ") : value ?? "";
  }
  const host = headers.host ?? "";
  return {
    method: incoming.method ?? "",
    host,
    ...parseAddress(incoming.url ?? "/", host),
    headers,
    body
  };
}
function listen(server, port, host) {
  return new Promise((resolve2, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve2();
    });
  });
}
var KEEP_ALIVE_MS = 6e5;

// js/dev/demo-report.ts
function describeReport({ outcome, message, tasks }, words) {
  const ended = words.outcomes[outcome];
  if (outcome === "success") {
    const outputs = tasks.reduce((sum, task) => sum + task.outputs.length, 0);
    return `${ended}: ${words.outputs(outputs)}`;
  }
  const done = tasks.filter(({ status }) => status === "success").length;
  const failures = describeFailures(
    tasks.filter(({ status }) => status === "failure"),
    words
  );
  const reasons = failures.length === 0 && message !== void 0 ? [message] : failures;
  return [`${ended}: ${words.tasksDone(done, tasks.length)}`, ...reasons].join("; ");
}
function describeFailures(failed2, words) {
  const kindsByReason = /* @__PURE__ */ new Map();
  for (const task of failed2) {
    const reason = [task.code_ext ?? task.code, task.explanation ?? task.message].filter((part) => part !== void 0 && part !== "").join(" ");
    const kinds = kindsByReason.get(reason) ?? [];
    kindsByReason.set(reason, [...kinds, task.name ?? task.kind]);
  }
  return [...kindsByReason].map(
    ([reason, kinds]) => words.taskFailed(kinds.join(", "), reason || words.noReason)
  );
}

// js/dev/demo-view.ts
var import_cli_table3 = __toESM(require_cli_table3());
import { relative } from "node:path";
function renderHeader(version, words, out) {
  const { bold } = styles(out);
  return `${bold(words.header(version.replace(/^v/, "")))}

`;
}
function renderTable(rows, words, out) {
  const style = styles(out);
  const width = Math.max(MIN_WIDTH, Math.min(out.columns ?? MAX_WIDTH, MAX_WIDTH));
  const table = new import_cli_table3.default({
    head: words.head.map(style.bold),
    colWidths: [EVENT_WIDTH, width - EVENT_WIDTH - TOOK_WIDTH - BORDERS, TOOK_WIDTH],
    colAligns: ["left", "left", "right"],
    wordWrap: true,
    style: { head: [], border: [] },
    ...isTerminal(out) ? {} : { chars: ASCII_LINES }
  });
  for (const row of rows) {
    table.push([
      `${style.bold(row.name)}
${style.dim(row.eventType)}`,
      renderMiddle(row, words, style),
      `${row.ms.toFixed(0)} ms
${style.dim(row.isCold ? words.cold : words.warm)}`
    ]);
  }
  return `${table.toString()}
`;
}
function renderSummary(summary, words, out) {
  const { bold, green, red } = styles(out);
  const folder = relative(process.cwd(), summary.folder) || ".";
  const { verified, requests } = summary;
  return [
    "",
    summary.isFine ? green(words.fine) : red(words.notFine),
    words.stored(summary.objects, bold(folder)),
    words.signed(verified, requests),
    "",
    words.next,
    `  ${words.open(folder)}`,
    `  ${words.deploy}`,
    ""
  ].join("\n");
}
function renderMiddle(row, words, style) {
  const lines = [style[COLOURS[row.outcome]](row.text)];
  let lastFolder = "";
  for (const { key, size } of row.objects) {
    const slash = key.lastIndexOf("/") + 1;
    const folder = shorten2(key.slice(0, slash));
    if (folder !== lastFolder) lines.push(folder);
    lastFolder = folder;
    lines.push(`  ${shorten2(key.slice(slash))}  ${style.dim(kilobytes(size))}`);
  }
  lines.push(style.dim(words.requests(row.requests, row.verified)));
  for (const problem of row.problems) lines.push(style.red(`✗ ${problem}`));
  return lines.join("\n");
}
function shorten2(text) {
  return text.replace(/[0-9a-z]{20,}/g, (id) => `${id.slice(0, 6)}…${id.slice(-4)}`);
}
function kilobytes(bytes) {
  return `${(bytes / 1024).toFixed(1)} KB`;
}
function styles(out) {
  const paint = (on, off) => (text) => isTerminal(out) && !process.env.NO_COLOR ? `\x1B[${on}m${text}\x1B[${off}m` : text;
  return {
    bold: paint(1, 22),
    dim: paint(2, 22),
    green: paint(32, 39),
    yellow: paint(33, 39),
    red: paint(31, 39)
  };
}
function isTerminal(out) {
  return out.isTTY === true;
}
var COLOURS = {
  success: "green",
  partial: "yellow",
  failure: "red",
  processing: "yellow",
  unknown: "yellow",
  unparsed: "yellow",
  duplicate: "green"
};
var MAX_WIDTH = 100;
var MIN_WIDTH = 72;
var EVENT_WIDTH = 24;
var TOOK_WIDTH = 10;
var BORDERS = 4;
var ASCII_LINES = {
  top: "-",
  "top-mid": "+",
  "top-left": "+",
  "top-right": "+",
  bottom: "-",
  "bottom-mid": "+",
  "bottom-left": "+",
  "bottom-right": "+",
  left: "|",
  "left-mid": "+",
  mid: "-",
  "mid-mid": "+",
  right: "|",
  "right-mid": "+",
  middle: "|"
};

// js/dev/demo-words.ts
var count = (number, what) => `${number} ${what}${number === 1 ? "" : "s"}`;
var DEMO_WORDS = {
  en: {
    usage: `Usage: npm run demo -- [--node PATH] [--archive DIR]
  --node     the Node binary to run the function with (default: the one running this)
  --archive  where the stored objects go (default: demo-archive)
`,
    events: {
      workflow: "workflow, 7 tasks",
      partial: "workflow, some failed",
      edit: "video edit",
      schedule: "orchestration",
      malformed: "no notification",
      lost: "content review, lost",
      flood: "video edits, 20"
    },
    again: (name) => `${name}, again`,
    header: (version) => `MPS notification → function on Node ${version} → COS, all on this machine`,
    head: ["event", "what happened, what was stored", "took"],
    cold: "cold",
    warm: "warm",
    requests: (requests, verified) => `${count(requests, "request")}, ${verified} with a right signature`,
    outcomes: {
      success: "success",
      partial: "partial",
      failure: "failure",
      processing: "processing",
      unknown: "unknown",
      unparsed: "unparsed",
      duplicate: "duplicate"
    },
    outputs: (outputs) => count(outputs, "output"),
    tasksDone: (done, all) => `${done} of ${count(all, "task")} done`,
    taskFailed: (names, reason) => `${names} failed: ${reason}`,
    noReason: "no reason given",
    noReport: "no report",
    malformed: "malformed",
    secondDelivery: "second delivery",
    quarantined: (reason) => `quarantined, and the function failed: ${reason}`,
    seenBefore: "duplicate: seen before, nothing new stored",
    neverCame: "never came",
    found: "found by the watch: the timer asked MPS which tasks finished, and fetched the one that was missing",
    atOnce: "more than a bot takes",
    together: (results, messages) => `the bot takes 1 message a second: what was too much waited in the archive, and came together. ${messages} messages for ${results} results, each in one of them`,
    fine: "Everything went as it must.",
    notFine: "Not everything went as it must.",
    stored: (objects, folder) => `${objects} objects lie in ${folder}`,
    signed: (verified, requests) => `${verified} of ${requests} requests were signed right`,
    next: "Next:",
    open: (folder) => `open a .report.json below ${folder}/mps`,
    deploy: "deploy pkg/scf/mps-webhook as it is: runtime Nodejs8.9, handler index.main_handler",
    problems: {
      stored: "expected one event and one report to be stored",
      different: "the stored event is not the one that came",
      mustFail: "expected the function to fail",
      quarantined: "expected the event and its error under unparsed/",
      storedAgain: "expected a second delivery to store nothing",
      notFound: "expected the watch to find the lost event",
      notOnce: "expected each result in one message",
      noRequest: "no request reached COS",
      signedWrong: (requests) => `${count(requests, "request")} signed wrong`
    }
  },
  zh: {
    usage: `用法：npm run demo -- [--node PATH] [--archive DIR]
  --node     运行函数所用的 Node（默认：运行本命令的 Node）
  --archive  存储对象的文件夹（默认：demo-archive）
`,
    events: {
      workflow: "工作流，7 个子任务",
      partial: "工作流，部分失败",
      edit: "视频编辑",
      schedule: "编排",
      malformed: "不是通知",
      lost: "内容审核，丢失",
      flood: "视频编辑，20 个"
    },
    again: (name) => `${name}（再次投递）`,
    header: (version) => `MPS 通知 → Node ${version} 上的函数 → COS，全部在本机`,
    head: ["事件", "发生了什么，存储了什么", "用时"],
    cold: "冷启动",
    warm: "热启动",
    requests: (requests, verified) => `${requests} 个请求，${verified} 个签名正确`,
    outcomes: {
      success: "处理成功",
      partial: "部分成功",
      failure: "处理失败",
      processing: "处理中",
      unknown: "结果未知",
      unparsed: "无法解析",
      duplicate: "重复"
    },
    outputs: (outputs) => `${outputs} 个输出`,
    tasksDone: (done, all) => `${all} 个子任务中 ${done} 个完成`,
    taskFailed: (names, reason) => `${names} 失败：${reason}`,
    noReason: "未说明原因",
    noReport: "没有报告",
    malformed: "格式有误",
    secondDelivery: "再次投递",
    quarantined: (reason) => `已隔离保存，函数返回失败：${reason}`,
    seenBefore: "重复：已存在，未再存储",
    neverCame: "从未送达",
    found: "由巡检找回：定时触发器向 MPS 查询已结束的任务，补取了缺失的一个",
    atOnce: "超过机器人的限额",
    together: (results, messages) => `机器人每秒只收 1 条：超出的先存入归档，再合并发送。${results} 个结果共 ${messages} 条消息，每个结果只在一条中`,
    fine: "一切正常。",
    notFine: "并非一切正常。",
    stored: (objects, folder) => `${folder} 中有 ${objects} 个对象`,
    signed: (verified, requests) => `${requests} 个请求中 ${verified} 个签名正确`,
    next: "下一步：",
    open: (folder) => `打开 ${folder}/mps 下的某个 .report.json`,
    deploy: "原样部署 pkg/scf/mps-webhook：运行环境 Nodejs8.9，执行方法 index.main_handler",
    problems: {
      stored: "应存储一个事件和一份报告",
      different: "存储的事件与收到的不同",
      mustFail: "函数应返回失败",
      quarantined: "事件及其错误应存于 unparsed/",
      storedAgain: "再次投递不应存储任何内容",
      notFound: "巡检应找回丢失的事件",
      notOnce: "每个结果应只在一条消息中",
      noRequest: "没有请求到达 COS",
      signedWrong: (requests) => `${requests} 个请求签名错误`
    }
  },
  ja: {
    usage: `使い方: npm run demo -- [--node PATH] [--archive DIR]
  --node     関数を動かす Node（既定: これを動かしている Node）
  --archive  オブジェクトの保存先（既定: demo-archive）
`,
    events: {
      workflow: "ワークフロー、7 タスク",
      partial: "ワークフロー、一部失敗",
      edit: "動画編集",
      schedule: "オーケストレーション",
      malformed: "通知でないもの",
      lost: "コンテンツ審査、消失",
      flood: "動画編集、20 件"
    },
    again: (name) => `${name}（再配信）`,
    header: (version) => `MPS の通知 → Node ${version} 上の関数 → COS、すべてこのマシンの中`,
    head: ["イベント", "何が起き、何を保存したか", "時間"],
    cold: "コールド",
    warm: "ウォーム",
    requests: (requests, verified) => `リクエスト ${requests} 件、うち正しい署名 ${verified} 件`,
    outcomes: {
      success: "成功",
      partial: "一部成功",
      failure: "失敗",
      processing: "処理中",
      unknown: "結果不明",
      unparsed: "解析できません",
      duplicate: "重複"
    },
    outputs: (outputs) => `出力 ${outputs} 件`,
    tasksDone: (done, all) => `${all} タスク中 ${done} 完了`,
    taskFailed: (names, reason) => `${names} 失敗: ${reason}`,
    noReason: "理由なし",
    noReport: "レポートなし",
    malformed: "形式が不正",
    secondDelivery: "2 回目の配信",
    quarantined: (reason) => `隔離して保存し、関数は失敗を返しました: ${reason}`,
    seenBefore: "重複: 保存済みのため、新たに保存しません",
    neverCame: "届かなかった",
    found: "巡回が発見: タイマーが終了したタスクを MPS に問い合わせ、欠けていた 1 件を取得しました",
    atOnce: "ボットの上限を超える",
    together: (results, messages) => `ボットは毎秒 1 件まで: 超えた分はアーカイブで待ち、まとめて届きました。結果 ${results} 件に対しメッセージ ${messages} 件、どの結果も 1 回だけ`,
    fine: "すべて正しく動きました。",
    notFine: "正しく動かなかったものがあります。",
    stored: (objects, folder) => `${folder} にオブジェクト ${objects} 個`,
    signed: (verified, requests) => `リクエスト ${requests} 件中 ${verified} 件が正しい署名`,
    next: "次に:",
    open: (folder) => `${folder}/mps の下の .report.json を開いてください`,
    deploy: "pkg/scf/mps-webhook をそのままデプロイ: ランタイム Nodejs8.9、ハンドラー index.main_handler",
    problems: {
      stored: "イベントとレポートが 1 つずつ保存されるはずです",
      different: "保存されたイベントが届いたものと異なります",
      mustFail: "関数は失敗を返すはずです",
      quarantined: "イベントとエラーが unparsed/ にあるはずです",
      storedAgain: "2 回目の配信では何も保存されないはずです",
      notFound: "巡回が失われたイベントを見つけるはずです",
      notOnce: "どの結果も 1 つのメッセージにあるはずです",
      noRequest: "COS にリクエストが届いていません",
      signedWrong: (requests) => `署名の誤ったリクエスト ${requests} 件`
    }
  },
  ko: {
    usage: `사용법: npm run demo -- [--node PATH] [--archive DIR]
  --node     함수를 실행할 Node(기본값: 이 명령을 실행하는 Node)
  --archive  객체를 저장할 폴더(기본값: demo-archive)
`,
    events: {
      workflow: "워크플로, 작업 7개",
      partial: "워크플로, 일부 실패",
      edit: "영상 편집",
      schedule: "오케스트레이션",
      malformed: "알림이 아닌 것",
      lost: "콘텐츠 심사, 유실",
      flood: "영상 편집, 20건"
    },
    again: (name) => `${name}(다시 전달)`,
    header: (version) => `MPS 알림 → Node ${version}의 함수 → COS, 모두 이 컴퓨터에서`,
    head: ["이벤트", "무슨 일이 있었고 무엇을 저장했는지", "시간"],
    cold: "콜드",
    warm: "웜",
    requests: (requests, verified) => `요청 ${requests}건, 서명이 맞는 것 ${verified}건`,
    outcomes: {
      success: "성공",
      partial: "일부 성공",
      failure: "실패",
      processing: "처리 중",
      unknown: "결과 알 수 없음",
      unparsed: "해석할 수 없음",
      duplicate: "중복"
    },
    outputs: (outputs) => `출력 ${outputs}건`,
    tasksDone: (done, all) => `작업 ${all}개 중 ${done}개 완료`,
    taskFailed: (names, reason) => `${names} 실패: ${reason}`,
    noReason: "이유 없음",
    noReport: "보고서 없음",
    malformed: "형식 오류",
    secondDelivery: "두 번째 전달",
    quarantined: (reason) => `격리하여 저장했고 함수는 실패를 반환했습니다: ${reason}`,
    seenBefore: "중복: 이미 있어 새로 저장하지 않음",
    neverCame: "도착하지 않음",
    found: "점검이 찾음: 타이머가 끝난 작업을 MPS에 묻고, 빠진 하나를 가져왔습니다",
    atOnce: "봇의 한도를 넘음",
    together: (results, messages) => `봇은 초당 1건까지 받습니다: 넘는 것은 보관소에서 기다렸다가 함께 왔습니다. 결과 ${results}건에 메시지 ${messages}건, 결과마다 한 번씩`,
    fine: "모두 정상입니다.",
    notFine: "정상이 아닌 것이 있습니다.",
    stored: (objects, folder) => `${folder}에 객체 ${objects}개`,
    signed: (verified, requests) => `요청 ${requests}건 중 ${verified}건의 서명이 맞음`,
    next: "다음:",
    open: (folder) => `${folder}/mps 아래의 .report.json을 여세요`,
    deploy: "pkg/scf/mps-webhook을 그대로 배포: 런타임 Nodejs8.9, 핸들러 index.main_handler",
    problems: {
      stored: "이벤트와 보고서가 하나씩 저장되어야 합니다",
      different: "저장된 이벤트가 받은 것과 다릅니다",
      mustFail: "함수가 실패를 반환해야 합니다",
      quarantined: "이벤트와 오류가 unparsed/에 있어야 합니다",
      storedAgain: "두 번째 전달에서는 아무것도 저장되지 않아야 합니다",
      notFound: "점검이 잃어버린 이벤트를 찾아야 합니다",
      notOnce: "결과마다 메시지 하나에 있어야 합니다",
      noRequest: "COS에 도달한 요청이 없습니다",
      signedWrong: (requests) => `서명이 틀린 요청 ${requests}건`
    }
  }
};
function terminalLanguage(env) {
  const named = env.LC_ALL || env.LC_MESSAGES || env.LANG;
  const locale = named || Intl.DateTimeFormat().resolvedOptions().locale;
  const languages = Object.keys(DEMO_WORDS);
  return languages.find((id) => locale.toLowerCase().startsWith(id)) ?? "en";
}

// js/dev/api3.ts
import { createHash as createHash6, createHmac as createHmac2 } from "node:crypto";
function apiError(code2) {
  return answer({ Error: { Code: code2, Message: "see the code" } });
}
function answer(content) {
  return {
    status: 200,
    body: JSON.stringify({ Response: { ...content, RequestId: newRequestId() } })
  };
}
var ids = 0;
function newRequestId() {
  return `00000000-0000-4000-8000-${String(++ids).padStart(12, "0")}`;
}
function check(request, credentials, service) {
  const { headers } = request;
  const authorization = headers.authorization ?? "";
  const parts = /^TC3-HMAC-SHA256 Credential=([^/]+)\/([-\d]+)\/(\w+)\/tc3_request, SignedHeaders=content-type;host, Signature=(\w{64})$/.exec(
    authorization
  );
  if (request.method !== "POST" || request.url !== "/") return "InvalidParameter";
  if (!service.actions.includes(headers["x-tc-action"] ?? "") || headers["x-tc-version"] !== service.version) {
    return "InvalidAction";
  }
  if (!/^[a-z]{2}-[a-z0-9-]+$/.test(headers["x-tc-region"] ?? "")) return "UnsupportedRegion";
  if (parts === null || parts[3] !== service.name) return "AuthFailure.SignatureFailure";
  const [, id, date, , signature] = parts;
  const timestamp = Number(headers["x-tc-timestamp"]);
  const credential = credentials.find(({ secretId }) => secretId === id);
  if (credential === void 0) return "AuthFailure.SecretIdNotFound";
  if (headers["x-tc-token"] !== credential.sessionToken) return "AuthFailure.TokenFailure";
  if (Math.abs(Date.now() / 1e3 - timestamp) > 300) return "AuthFailure.SignatureExpire";
  if (new Date(timestamp * 1e3).toISOString().slice(0, 10) !== date) {
    return "AuthFailure.SignatureFailure";
  }
  const hash = (text) => createHash6("sha256").update(text).digest("hex");
  const canonical = `POST
/

content-type:${headers["content-type"]}
host:${headers.host}

content-type;host
${hash(request.body)}`;
  const toSign = `TC3-HMAC-SHA256
${timestamp}
${date}/${service.name}/tc3_request
${hash(canonical)}`;
  const key = [date ?? "", service.name, "tc3_request"].reduce(
    (previous, part) => createHmac2("sha256", previous).update(part).digest(),
    `TC3${credential.secretKey}`
  );
  const expected = createHmac2("sha256", key).update(toSign).digest("hex");
  return expected === signature ? void 0 : "AuthFailure.SignatureFailure";
}

// js/dev/fake-service.ts
import { createServer as createServer2 } from "node:http";
import { setTimeout as sleep2 } from "node:timers/promises";
async function startFakeService(serve, tamper = () => void 0) {
  let index = 0;
  const server = createServer2((incoming, outgoing) => {
    answer2(incoming, outgoing).catch((error) => {
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(500).end(`${error.message}
`);
    });
  });
  const answer2 = async (incoming, outgoing) => {
    const body = await readBody(incoming);
    if (body === void 0) return;
    const { method = "", url = "" } = incoming;
    const headers = incoming.headers;
    const request = { index: index++, method, url, headers, body };
    const fault = tamper(request) ?? {};
    if (fault.delayMs !== void 0) await sleep2(fault.delayMs);
    if (fault.reset === "before") {
      incoming.socket.destroy();
      return;
    }
    const reply = fault.answer ?? serve(request);
    if (fault.reset === "after") {
      incoming.socket.destroy();
      return;
    }
    outgoing.writeHead(reply.status, { "content-type": "application/json", ...reply.headers });
    outgoing.end(reply.body);
  };
  server.keepAliveTimeout = 6e5;
  await new Promise((resolve2) => server.listen(0, "127.0.0.1", resolve2));
  const { port } = server.address();
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      const closed = new Promise((resolve2) => server.close(resolve2));
      server.closeAllConnections();
      await closed;
    }
  };
}

// js/dev/mps/emulator.ts
var SERVICE = {
  name: "mps",
  version: "2019-06-12",
  actions: ["DescribeTasks", "DescribeTaskDetail"]
};
var KNOWN_FOR = 7 * 24 * 36e5;
var NO_TIME = "0000-00-00T00:00:00Z";
function taskIdOf(task) {
  const { WorkflowTask, EditMediaTask, ScheduleTask, LiveStreamProcessTask, LiveScheduleTask } = task;
  const body = WorkflowTask ?? EditMediaTask ?? ScheduleTask ?? LiveStreamProcessTask ?? LiveScheduleTask;
  return body?.TaskId ?? "";
}
async function startMps(options) {
  const { now = Date.now, perSecond = 20 } = options;
  const asked = [];
  const serve = (action, parameters, at) => {
    const lately = asked.filter((one) => one.action === action && one.at > at - 1e3);
    if (lately.length >= perSecond) return "RequestLimitExceeded";
    return action === "DescribeTasks" ? list(parameters, options, at) : detail(parameters.TaskId, options, at);
  };
  const service = await startFakeService((request) => {
    const at = now();
    const action = request.headers["x-tc-action"] ?? "";
    const parameters = JSON.parse(request.body.toString() || "{}");
    const refusal = options.unsigned ? void 0 : check(request, options.credentials, SERVICE);
    const served = refusal ?? serve(action, parameters, at);
    const refused = typeof served === "string" ? served : void 0;
    asked.push({ action, parameters, refused, at });
    return typeof served === "string" ? apiError(served) : answer(served);
  }, options.tamper);
  return { ...service, asked };
}
var OF_LIST = ["Status", "SubTaskHasFailed", "Limit", "ScrollToken", "StartTime", "EndTime"];
function list(request, { tasks, pageSize = 100 }, now) {
  const { Status, Limit = 10, ScrollToken, StartTime, EndTime } = request;
  if (Object.keys(request).some((name) => !OF_LIST.includes(name))) return "UnknownParameter";
  if (!["WAITING", "PROCESSING", "FINISH"].includes(Status)) return "InvalidParameterValue";
  if (!Number.isInteger(Limit) || Limit < 1 || Limit > 100) return "InvalidParameterValue";
  const [since, until] = [timeOf(StartTime, 0), timeOf(EndTime, now)];
  if (since === void 0 || until === void 0) return "InvalidParameterValue";
  const found = tasks.filter((task) => task.Status === Status).map((task) => ({ task, submitted: Date.parse(task.CreateTime ?? "") })).filter(({ submitted }) => submitted >= since && submitted <= until).sort((one, other) => other.submitted - one.submitted).map(({ task }) => task);
  const start = ScrollToken ? found.findIndex((task) => taskIdOf(task) === ScrollToken) : 0;
  if (start < 0) return "InvalidParameterValue";
  const end = start + Math.min(Limit, pageSize);
  const next = found[end];
  return {
    TaskSet: found.slice(start, end).map(inList),
    ScrollToken: next === void 0 ? "" : taskIdOf(next),
    TotalCount: found.length
  };
}
function inList(task) {
  const { TaskType, CreateTime = NO_TIME } = task;
  const { BeginProcessTime = NO_TIME, FinishTime = NO_TIME } = task;
  return {
    TaskId: taskIdOf(task),
    // The list has a name of its own for tasks of live streams.
    TaskType: TaskType === "LiveStreamProcessTask" ? "LiveProcessTask" : TaskType ?? "",
    CreateTime,
    BeginProcessTime,
    FinishTime,
    SubTaskTypes: []
  };
}
function detail(id, { tasks }, now) {
  if (typeof id !== "string" || id === "") return "MissingParameter";
  const task = tasks.find((one) => taskIdOf(one) === id);
  const isKnown = task !== void 0 && Date.parse(task.CreateTime ?? "") > now - KNOWN_FOR;
  return isKnown ? task : "ResourceNotFound";
}
function timeOf(text, byDefault) {
  if (text === void 0) return byDefault;
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) ? Date.parse(text) : void 0;
}

// js/dev/mps/task-of-event.ts
var TYPES = ["WorkflowTask", "EditMediaTask", "ScheduleTask"];
function taskOfEvent(event, finished) {
  const { EventType: type, ...members } = Object(event);
  const body = members[`${type}Event`];
  if (!TYPES.includes(`${type}`) || typeof body !== "object" || body === null) return void 0;
  const at = (time) => new Date(time).toISOString().replace(/\.\d+Z$/, "Z");
  const task = {
    TaskType: type,
    Status: "FINISH",
    CreateTime: at(finished - 2 * MINUTE),
    BeginProcessTime: at(finished - MINUTE),
    FinishTime: at(finished),
    [`${type}`]: body
  };
  return task;
}
var MINUTE = 6e4;
function watchTimer(now) {
  const Time = new Date(now).toISOString().replace(/\.\d+Z$/, "Z");
  return { Type: "Timer", TriggerName: "watch", Time, Message: "watch" };
}

// js/dev/scf/runner.ts
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { resolve } from "node:path";

// js/dev/scf/function-process.ts
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

// js/dev/scf/memory.ts
import { readFileSync } from "node:fs";
function peakMemoryMb(pid) {
  try {
    const kilobytes2 = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return kilobytes2 === void 0 ? void 0 : Number(kilobytes2) / 1024;
  } catch {
    return void 0;
  }
}

// js/dev/scf/output.ts
import { StringDecoder } from "node:string_decoder";
var MarkedLines = class {
  #lines = [];
  #rest = "";
  #waiting;
  #collected = /* @__PURE__ */ new Map();
  constructor(stream) {
    const decoder = new StringDecoder("utf8");
    stream.on("data", (chunk) => this.#take(decoder.write(chunk)));
  }
  /** The lines up to a mark, when it has come. */
  until(mark) {
    const collected = this.#collected.get(mark);
    if (collected) {
      this.#collected.delete(mark);
      return Promise.resolve(collected);
    }
    return new Promise((resolve2) => {
      this.#waiting = { mark, resolve: resolve2 };
    });
  }
  /** Everything since the last mark; for a process that has ended. */
  drain() {
    const lines = this.#rest === "" ? this.#lines : [...this.#lines, this.#rest];
    this.#lines = [];
    this.#rest = "";
    return lines;
  }
  #take(text) {
    const parts = (this.#rest + text).split("\n");
    this.#rest = parts.pop() ?? "";
    for (const line of parts) {
      const at = line.indexOf(MARK_PREFIX);
      if (at < 0) {
        this.#lines.push(line);
        continue;
      }
      if (at > 0) this.#lines.push(line.slice(0, at));
      this.#reached(line.slice(at));
    }
  }
  #reached(mark) {
    const lines = this.#lines;
    this.#lines = [];
    if (this.#waiting?.mark === mark) {
      this.#waiting.resolve(lines);
      this.#waiting = void 0;
    } else {
      this.#collected.set(mark, lines);
    }
  }
};
function markOf(id) {
  return MARK_PREFIX + id;
}
var MARK_PREFIX = "\0end ";

// js/dev/scf/function-process.ts
var FunctionProcess = class {
  ready;
  #child;
  #stdout;
  #stderr;
  #gone;
  #memoryLimitMb;
  #reason;
  #peakMb = 0;
  #isAlive = true;
  constructor(node, env, init, initTimeLimitMs) {
    this.#memoryLimitMb = init.memoryLimitMb;
    this.#child = spawn(node, [BOOTSTRAP], {
      cwd: init.folder,
      env,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      serialization: "json"
      // the one that Node 8 knows
    });
    const { stdout, stderr } = this.#child;
    if (!stdout || !stderr) throw new Error("the process has no output streams");
    this.#stdout = new MarkedLines(stdout);
    this.#stderr = new MarkedLines(stderr);
    this.#gone = this.#watchEnd();
    this.ready = this.#guarded(initTimeLimitMs, () => {
      this.#send({ type: "init", ...init });
      return this.#message("ready");
    });
  }
  get isAlive() {
    return this.#isAlive;
  }
  /** Highest resident memory so far, in MB. */
  get peakMb() {
    return this.#peakMb;
  }
  /** Runs the handler once. Await {@link ready} first. */
  async invoke(message) {
    const mark = markOf(message.id);
    const outcome = await this.#guarded(message.timeLimitMs, () => {
      this.#send({ type: "invoke", mark, ...message });
      return this.#message("done");
    });
    if (outcome.type === "done") this.#observe(outcome.rss / MB);
    if (outcome.type === "gone" || this.#reason !== void 0) {
      return { outcome: await this.#gone, logs: this.drain() };
    }
    const lines = await Promise.race([
      Promise.all([this.#stdout.until(mark), this.#stderr.until(mark)]),
      this.#gone
    ]);
    return { outcome, logs: Array.isArray(lines) ? lines.flat() : this.drain() };
  }
  /** Output that belongs to no finished invocation. */
  drain() {
    return [...this.#stdout.drain(), ...this.#stderr.drain()];
  }
  /** Ends the process; resolves when it is gone and its output was read. */
  async kill(signal = "SIGKILL") {
    this.#child.kill(signal);
    await this.#gone.catch(() => void 0);
  }
  /** What `work` gives, unless the process ends first or has to be ended for a limit. */
  async #guarded(timeLimitMs, work) {
    const limit = setTimeout(() => this.#end("time"), timeLimitMs);
    const sampling = setInterval(() => this.#observe(0), SAMPLE_MS);
    try {
      return await Promise.race([work(), this.#gone]);
    } finally {
      clearTimeout(limit);
      clearInterval(sampling);
      this.#observe(0);
    }
  }
  #observe(sampledMb) {
    const countedMb = this.#child.pid === void 0 ? void 0 : peakMemoryMb(this.#child.pid);
    this.#peakMb = Math.max(this.#peakMb, sampledMb, countedMb ?? 0);
    if (this.#peakMb > this.#memoryLimitMb) this.#end("memory");
  }
  #end(reason) {
    this.#reason ??= reason;
    this.#isAlive = false;
    this.#child.kill("SIGKILL");
  }
  async #watchEnd() {
    const failed2 = once(this.#child, "error").then(([error]) => {
      this.#isAlive = false;
      if (this.#child.connected) this.#child.disconnect();
      throw error;
    });
    const closed = once(this.#child, "close");
    this.#child.once("exit", () => {
      this.#isAlive = false;
    });
    const [exitCode, signal] = await Promise.race([closed, failed2]);
    return { type: "gone", reason: this.#reason, exitCode, signal };
  }
  #message(type) {
    return new Promise((resolve2) => {
      const listen2 = (message) => {
        const received = message;
        if (received.type !== type) return;
        this.#child.off("message", listen2);
        resolve2(received);
      };
      this.#child.on("message", listen2);
    });
  }
  #send(message) {
    this.#child.send(message, () => void 0);
  }
};
var BOOTSTRAP = fileURLToPath(new URL("./bootstrap.cjs", import.meta.url));
var SAMPLE_MS = 50;
var MB = 1024 * 1024;

// js/dev/scf/platform-env.ts
function platformEnv(settings) {
  return {
    ...inherited(),
    LANG: "en_US.UTF8",
    LC_ALL: "en_US.UTF8",
    PWD: settings.folder,
    USER_CODE_ROOT: settings.folder,
    TZ: "UTC",
    TENCENTCLOUD_TZ: "UTC",
    TENCENTCLOUD_RUNENV: "SCF",
    TENCENTCLOUD_REGION: settings.region,
    TENCENTCLOUD_APPID: settings.appId,
    TENCENTCLOUD_UIN: settings.uin,
    SCF_FUNCTIONNAME: settings.functionName,
    SCF_FUNCTIONVERSION: settings.functionVersion,
    SCF_NAMESPACE: settings.namespace,
    _SCF_SERVER_PORT: "28902"
  };
}
function inherited() {
  const env = {};
  for (const name of INHERITED) {
    const value = process.env[name];
    if (value !== void 0) env[name] = value;
  }
  return env;
}
var INHERITED = ["PATH", "HOME", "TMPDIR", "SystemRoot", "PATHEXT", "TEMP", "TMP"];

// js/dev/scf/runner.ts
function createScfFunction(options) {
  const runner = new Runner(options);
  return {
    invoke: (event, invokeOptions) => runner.invoke(event, invokeOptions),
    invokeAsync: (event, invokeOptions) => runner.invokeAsync(event, invokeOptions),
    kill: (signal) => runner.kill(signal),
    close: () => runner.kill("SIGKILL")
  };
}
var Runner = class {
  #options;
  #settings;
  #env;
  #process;
  #processes = 0;
  #requests = 0;
  #last = Promise.resolve();
  constructor(options) {
    this.#options = options;
    this.#settings = {
      folder: resolve(options.folder),
      handler: options.handler ?? "index.main_handler",
      functionName: options.functionName ?? "mps-webhook",
      functionVersion: options.functionVersion ?? "$LATEST",
      namespace: options.namespace ?? "default",
      region: options.region ?? "ap-guangzhou",
      appId: options.appId ?? "1250000000",
      uin: options.uin ?? "100000000001",
      memoryLimitMb: options.memoryLimitMb ?? 128
    };
    this.#env = { ...platformEnv(this.#settings), ...options.env };
  }
  invoke(event, options = {}) {
    const invocation = this.#last.then(() => this.#invoke(event, options));
    this.#last = invocation.catch(() => void 0);
    return invocation;
  }
  async invokeAsync(event, options = {}) {
    const requestId = options.requestId ?? this.#newRequestId();
    const attempts = [];
    do {
      attempts.push(await this.invoke(event, { ...options, requestId }));
    } while (!attempts.at(-1)?.ok && attempts.length < MAX_EXECUTIONS);
    return attempts;
  }
  async kill(signal) {
    await this.#process?.kill(signal);
  }
  async #invoke(event, options) {
    const requestId = options.requestId ?? this.#newRequestId();
    const timeLimitMs = options.timeLimitMs ?? this.#options.timeLimitMs ?? 3e3;
    const changed = this.#changeEnv(options.env ?? {});
    const isCold = !this.#process?.isAlive;
    const running = isCold ? this.#start() : this.#process;
    const ready = await running.ready;
    const failure = loadFailure(ready, this.#settings);
    if (failure) {
      await running.kill();
      return { requestId, ...failure, ms: 0, rssMb: running.peakMb, logs: running.drain() };
    }
    const started = performance.now();
    const { outcome, logs } = await running.invoke({
      id: randomUUID(),
      event: JSON.stringify(event) ?? "null",
      requestId,
      timeLimitMs,
      env: changed
    });
    const ms = outcome.type === "done" ? outcome.ms : performance.now() - started;
    const requireMs = ready.type === "ready" ? ready.requireMs : 0;
    return {
      requestId,
      ...judge(outcome, timeLimitMs, this.#settings.memoryLimitMb),
      ms,
      ...isCold ? { requireMs, coldMs: requireMs + ms } : {},
      rssMb: running.peakMb,
      logs
    };
  }
  #start() {
    const { folder } = this.#settings;
    if (!existsSync(folder)) throw new Error(`the function's folder ${folder} does not exist`);
    const node = this.#options.node ?? process.execPath;
    const initTimeLimitMs = this.#options.initTimeLimitMs ?? 65e3;
    const { seed } = this.#options;
    const init = seed === void 0 ? {} : { seed: seed + this.#processes++ };
    this.#process = new FunctionProcess(
      node,
      this.#env,
      { ...this.#settings, ...init },
      initTimeLimitMs
    );
    return this.#process;
  }
  #newRequestId() {
    const { seed } = this.#options;
    if (seed === void 0) return randomUUID();
    const hex = (value, digits) => value.toString(16).padStart(digits, "0");
    return `${hex(seed, 8)}-0000-4000-8000-${hex(++this.#requests, 12)}`;
  }
  /** Changes hold for later processes too. */
  #changeEnv(env) {
    const changed = {};
    for (const [name, value] of Object.entries(env)) {
      changed[name] = value ?? null;
      if (value === void 0) delete this.#env[name];
      else this.#env[name] = value;
    }
    return changed;
  }
};
function judge(outcome, timeLimitMs, memoryLimitMb) {
  if (outcome.type === "done") {
    return outcome.error ? { ok: false, statusCode: 430, error: outcome.error } : { ok: true, statusCode: 200, result: JSON.parse(outcome.result ?? "null") };
  }
  switch (outcome.reason) {
    case "time":
      return failed(433, "TimeLimitReached", `the function took more than ${timeLimitMs} ms`);
    case "memory":
      return failed(434, "MemoryLimitReached", `the function took more than ${memoryLimitMb} MB`);
    default:
      return failed(439, "UserProcessExit", `the process ended ${howEnded(outcome)}`);
  }
}
function loadFailure(ready, { handler, memoryLimitMb }) {
  if (ready.type === "gone") {
    if (ready.reason === "time") {
      return failed(450, "InitTimeLimitReached", "loading the function took too long");
    }
    return judge(ready, 0, memoryLimitMb);
  }
  if (ready.error) return { ok: false, statusCode: 430, error: ready.error };
  return ready.found ? void 0 : failed(437, "HandlerNotFound", `no function ${handler}`);
}
function failed(statusCode, name, message) {
  return { ok: false, statusCode, error: { name, message, stack: "" } };
}
function howEnded({ exitCode, signal }) {
  return signal === null ? `with exit code ${exitCode}` : `by ${signal}`;
}
var MAX_EXECUTIONS = 3;

// js/dev/wecom.ts
async function startWeCom({ keys, tamper }) {
  const messages = [];
  const service = await startFakeService((request) => {
    const [pathname, query] = request.url.split("?");
    const searchParams = new URLSearchParams(query);
    const key = searchParams.get("key") ?? "";
    if (request.method !== "POST" || pathname !== "/cgi-bin/webhook/send") {
      return { status: 404, body: "" };
    }
    if (!keys.includes(key)) return code(93e3);
    let content;
    try {
      const message = JSON.parse(request.body.toString());
      content = message[message.msgtype]?.content;
    } catch {
      return code(40035);
    }
    if (typeof content !== "string" || content === "") return code(44004);
    if (Buffer.byteLength(content) > 4096) return code(40058);
    messages.push({ key, content });
    return code(0);
  }, tamper);
  return { ...service, messages };
}
function code(errcode) {
  return {
    status: 200,
    body: JSON.stringify({ errcode, errmsg: errcode === 0 ? "ok" : `error ${errcode}` })
  };
}

// js/dev/demo.ts
async function runDemo(options) {
  const { archiveFolder, out, language } = options;
  const words = DEMO_WORDS[language];
  await emptyArchive(archiveFolder);
  const cos = await startCosEmulator({ folder: archiveFolder, credentials: [ROLE] });
  const tasks = [];
  const mps = await startMps({ credentials: [ROLE], tasks });
  const scf = createScfFunction({
    node: options.node,
    folder: options.templateFolder,
    timeLimitMs: TIME_LIMIT_MS,
    env: {
      COS_BUCKET: BUCKET,
      NOTIFY_LANG: language,
      COS_REGION: "ap-guangzhou",
      COS_ENDPOINT: cos.url,
      MPS_ENDPOINT: mps.url,
      TENCENTCLOUD_SECRETID: ROLE.secretId,
      TENCENTCLOUD_SECRETKEY: ROLE.secretKey,
      TENCENTCLOUD_SESSIONTOKEN: ROLE.sessionToken
    }
  });
  try {
    const { stdout: version } = await promisify(execFile)(options.node, ["--version"]);
    out.write(renderHeader(version.trim(), words, out));
    const rows = await runAll(options.events, words, scf, cos);
    rows.push(await findLost(options.lost, tasks, words, scf, cos));
    rows.push(await flood(options, { cos, mps }));
    out.write(renderTable(rows, words, out));
    const objects = await cos.objects(BUCKET);
    const isFine = rows.every(({ problems }) => problems.length === 0);
    out.write(
      renderSummary(
        {
          isFine,
          folder: join3(archiveFolder, BUCKET),
          objects: objects.length,
          requests: cos.requests.length,
          verified: cos.requests.filter(({ verified }) => verified).length
        },
        words,
        out
      )
    );
    return isFine;
  } finally {
    await scf.close();
    await Promise.all([cos.close(), mps.close()]);
  }
}
async function runAll(events, words, scf, cos) {
  const rows = [];
  for (const demoEvent of events) {
    const { name } = demoEvent;
    const event = "text" in demoEvent ? JSON.parse(demoEvent.text) : demoEvent.event;
    const delivery = await deliver(event, scf, cos);
    const describe = "text" in demoEvent ? describeUnparsed : describeStored;
    rows.push(rowOf(name, delivery, await describe(event, delivery, words), words));
  }
  const first = events.find((candidate) => "event" in candidate);
  if (first && "event" in first) {
    const delivery = await deliver(first.event, scf, cos);
    const again = describeDuplicate(delivery, words);
    rows.push(rowOf(words.again(first.name), delivery, again, words));
  }
  return rows;
}
async function findLost({ name, event }, tasks, words, scf, cos) {
  const now = Date.now();
  const task = taskOfEvent(event, now - 60 * 6e4);
  if (task !== void 0) tasks.push(task);
  const delivery = await deliver(watchTimer(now), scf, cos);
  const { invocation, written } = delivery;
  const problems = [];
  if (!invocation.ok) problems.push(errorOf(invocation));
  const reported = written.find(({ key }) => key.endsWith(".report.json"));
  const report = reported && JSON.parse(await readFile2(reported.path, "utf8"));
  if (report?.reconciled !== true) problems.push(words.problems.notFound);
  const description = {
    eventType: words.neverCame,
    outcome: "success",
    text: words.found,
    problems
  };
  return rowOf(name, delivery, description, words);
}
var PACE = "1/s";
async function flood({ flood: { name, event, count: count2 }, node, templateFolder, language }, { cos, mps }) {
  const words = DEMO_WORDS[language];
  const bot = await startWeCom({ keys: [BOT_KEY] });
  const document = {
    cos: { bucket: BUCKET, endpoint: cos.url },
    mps: { endpoint: mps.url },
    notify: [{ url: `${bot.url}/cgi-bin/webhook/send?key=${BOT_KEY}`, pace: PACE, lang: language }]
  };
  const scf = createScfFunction({
    node,
    folder: templateFolder,
    timeLimitMs: TIME_LIMIT_MS,
    env: {
      MPS_WEBHOOK_CONFIG: JSON.stringify(document),
      TENCENTCLOUD_SECRETID: ROLE.secretId,
      TENCENTCLOUD_SECRETKEY: ROLE.secretKey,
      TENCENTCLOUD_SESSIONTOKEN: ROLE.sessionToken
    }
  });
  try {
    const started = cos.requests.length;
    const ids2 = Array.from({ length: count2 }, (_, index) => `demo-flood-${index + 1}t0`);
    const problems = [];
    const began = performance.now();
    for (const one of [ids2.map((id) => withTaskId(event, id)), watchTimer(Date.now())]) {
      const invocation = await scf.invoke(one);
      if (!invocation.ok) problems.push(errorOf(invocation));
    }
    const ms = performance.now() - began;
    const isOnce = (id) => bot.messages.filter(({ content }) => content.includes(id)).length === 1;
    if (!ids2.every(isOnce) || bot.messages.length >= count2) problems.push(words.problems.notOnce);
    const requests = cos.requests.slice(started);
    const delivery = {
      invocation: { requestId: "", ok: true, statusCode: 200, ms, rssMb: 0, logs: [] },
      written: [],
      requests: requests.length,
      verified: requests.filter(({ verified }) => verified).length
    };
    const description = {
      eventType: words.atOnce,
      outcome: "success",
      text: words.together(count2, bot.messages.length),
      problems
    };
    return rowOf(name, delivery, description, words);
  } finally {
    await Promise.all([scf.close(), bot.close()]);
  }
}
function withTaskId(event, id) {
  return JSON.parse(JSON.stringify(event), (name, value) => name === "TaskId" ? id : value);
}
async function deliver(event, scf, cos) {
  const before = new Map((await cos.objects(BUCKET)).map(({ key, etag }) => [key, etag]));
  const requestsBefore = cos.requests.length;
  const invocation = await scf.invoke(event);
  const requests = cos.requests.slice(requestsBefore);
  return {
    invocation,
    written: (await cos.objects(BUCKET)).filter(({ key, etag }) => before.get(key) !== etag),
    requests: requests.length,
    verified: requests.filter(({ verified }) => verified).length
  };
}
async function describeStored(event, delivery, words) {
  const stored = delivery.written.find(({ key }) => key.endsWith(".event.json"));
  const reported = delivery.written.find(({ key }) => key.endsWith(".report.json"));
  const problems = [];
  if (!delivery.invocation.ok) problems.push(errorOf(delivery.invocation));
  if (!stored || !reported || delivery.written.length !== 2) {
    problems.push(words.problems.stored);
  }
  if (stored && !isDeepStrictEqual(JSON.parse(await readFile2(stored.path, "utf8")), event)) {
    problems.push(words.problems.different);
  }
  if (!reported) return { eventType: "", outcome: "failure", text: words.noReport, problems };
  const report = JSON.parse(await readFile2(reported.path, "utf8"));
  const { event_type: eventType, outcome } = report;
  return { eventType, outcome, text: describeReport(report, words), problems };
}
async function describeUnparsed(_event, delivery, words) {
  const reason = delivery.written.find(({ key }) => /\/unparsed\/.*\.error\.json$/.test(key));
  const stored = delivery.written.find(({ key }) => /\/unparsed\/.*\.event\.\w+$/.test(key));
  const problems = [];
  if (delivery.invocation.statusCode !== 430) problems.push(words.problems.mustFail);
  if (!reason || !stored || delivery.written.length !== 2) {
    problems.push(words.problems.quarantined);
  }
  const error = reason && JSON.parse(await readFile2(reason.path, "utf8"));
  return {
    eventType: words.malformed,
    outcome: "unparsed",
    text: words.quarantined(error?.message ?? errorOf(delivery.invocation)),
    problems
  };
}
function describeDuplicate({ invocation, written }, words) {
  const problems = [];
  if (!invocation.ok) problems.push(errorOf(invocation));
  if (written.length > 0) problems.push(words.problems.storedAgain);
  return {
    eventType: words.secondDelivery,
    outcome: "duplicate",
    text: words.seenBefore,
    problems
  };
}
function rowOf(name, delivery, description, words) {
  const { invocation, written, requests, verified } = delivery;
  const problems = [...description.problems];
  if (requests === 0) problems.push(words.problems.noRequest);
  if (verified < requests) problems.push(words.problems.signedWrong(requests - verified));
  return {
    name,
    ...description,
    problems,
    objects: written.map(({ key, size }) => ({ key, size })),
    requests,
    verified,
    isCold: invocation.coldMs !== void 0,
    ms: invocation.coldMs ?? invocation.ms
  };
}
function errorOf({ error, statusCode }) {
  return `${statusCode} ${error?.name}: ${error?.message}`;
}
async function emptyArchive(folder) {
  const found = await readdir2(folder).catch(() => []);
  const foreign = found.filter((name) => name !== BUCKET && name !== EMULATOR_DATA);
  if (foreign.length > 0) {
    throw new Error(`${folder} is not empty and no archive of this demo; name another folder`);
  }
  for (const name of found) await rm2(join3(folder, name), { recursive: true });
}
var BOT_KEY = "demo";
var BUCKET = "mps-demo-1250000000";
var EMULATOR_DATA = ".cos";
var TIME_LIMIT_MS = 2e4;
var ROLE = {
  secretId: "AKIDdemo00000000000000000000000000000",
  secretKey: "demo0000000000000000000000000000",
  sessionToken: "demo-session-token"
};

// js/dev/demo-main.ts
var LANGUAGE = terminalLanguage(process.env);
var { events: NAMES, usage: USAGE } = DEMO_WORDS[LANGUAGE];
var PROJECT = fileURLToPath2(new URL("../..", import.meta.url));
process.stdout.on("error", () => process.exit(1));
main().then(
  (isFine) => {
    process.exitCode = isFine ? 0 : 1;
  },
  (error) => {
    process.stderr.write(`${error instanceof Error ? error.message : error}
`);
    process.exitCode = 1;
  }
);
async function main() {
  const { node, archive } = readArguments();
  return runDemo({
    node,
    templateFolder: join4(PROJECT, "pkg", "scf", "mps-webhook"),
    archiveFolder: archive,
    events: [
      { name: NAMES.workflow, event: workflow_many_outputs_default },
      { name: NAMES.partial, event: workflow_partial_default },
      { name: NAMES.edit, event: edit_media_success_default },
      { name: NAMES.schedule, event: schedule_success_default },
      {
        name: NAMES.malformed,
        text: '{"EventType":"WorkflowTask","WorkflowTaskEvent":"<not an object>"}'
      }
    ],
    lost: { name: NAMES.lost, event: workflow_ai_review_default },
    flood: { name: NAMES.flood, event: edit_media_success_default, count: 20 },
    out: process.stdout,
    language: LANGUAGE
  });
}
function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        node: { type: "string", default: process.execPath },
        archive: { type: "string", default: "demo-archive" },
        help: { type: "boolean", default: false }
      }
    });
    if (values.help) {
      process.stdout.write(USAGE);
      process.exit(0);
    }
    return values;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}
${USAGE}`);
    process.exit(2);
  }
}
