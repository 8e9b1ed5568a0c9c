/** Names of regions. New ones come, so only what looks like none, or like another one misspelt, is refused. */

import { closest, distance } from 'fastest-levenshtein';
import { UsageError } from '../context';

/** Regions of COS and SCF, to say which one was meant. */
export const KNOWN_REGIONS = [
  'ap-bangkok',
  'ap-beijing',
  'ap-chengdu',
  'ap-chongqing',
  'ap-guangzhou',
  'ap-hongkong',
  'ap-jakarta',
  'ap-mumbai',
  'ap-nanjing',
  'ap-seoul',
  'ap-shanghai',
  'ap-singapore',
  'ap-tokyo',
  'eu-frankfurt',
  'na-ashburn',
  'na-siliconvalley',
  'na-toronto',
  'sa-saopaulo',
];

export interface WrongRegion {
  message: string;
  help: string;
}

/** What is wrong with the name of a region; undefined if nothing is. */
export function wrongRegion(name: string | undefined): WrongRegion | undefined {
  if (!name || KNOWN_REGIONS.includes(name)) return undefined;
  const city = regionOfCity(name);
  if (city !== undefined) {
    return { message: `there is no region ${name}`, help: `did you mean ${city}?` };
  }
  const near = closest(name.toLowerCase(), KNOWN_REGIONS);
  // A letter too many, too few, or wrong; a number behind a name is another region.
  const isMisspelt = distance(name.toLowerCase().replace(/[_ ]/g, '-'), near) <= 2;
  if (isMisspelt && !/\d/.test(name)) {
    return { message: `there is no region ${name}`, help: `did you mean ${near}?` };
  }
  if (looksLikeRegion(name)) return undefined;
  // Whatever it is, somebody may have put a secret there.
  return { message: 'what is set is not a region', help: 'write it as ap-guangzhou' };
}

/** The region of a city that is written without its continent: `guangzhou`. */
export function regionOfCity(name: string): string | undefined {
  return KNOWN_REGIONS.find((region) => region.slice(3) === name.toLowerCase());
}

/** Whether a text is written as names of regions are. */
export function looksLikeRegion(text: string): boolean {
  return /^[a-z]{2}-[a-z][a-z0-9-]{1,30}$/.test(text);
}

/**
 * The region that was named.
 *
 * @param source the option or variable that names it
 * @throws UsageError if none was given, or it is invalid
 */
export function regionOf(name: string | undefined, source: string): string {
  if (!name)
    throw new UsageError('no region is known; name it with --region, such as ap-guangzhou');
  const wrong = wrongRegion(name);
  if (wrong !== undefined) throw new UsageError(`${source}: ${wrong.message}; ${wrong.help}`);
  return name;
}
