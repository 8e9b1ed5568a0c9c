/** The core in Workers, which refuse to compile bytes: a module that their bundler makes of the file. */

import core from 'core-module';
import { provide } from './loader';

provide({ compile: () => core });
