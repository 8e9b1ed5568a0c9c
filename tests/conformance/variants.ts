/**
 * Which member of a structure is filled for which value of its `Type`. Nearly all of it stands in the members'
 * documentation ("当 Type 为 COS 时有效"), so that a kind that a new version of the SDK adds is found without a change here.
 */

import { type Field, fieldsOf, holdsObjects, type Schema } from './schema';

export interface Variant {
  /** The value of the type member; undefined if the service's name for it is not documented. */
  type: string | undefined;
  member: string;
}

export interface Union {
  /** The member that holds the type. */
  typeMember: string;
  variants: Variant[];
}

interface Rule {
  typeMember: string;
  /** The types of members whose documentation does not say it, or says something else than the list of types. */
  irregular?: Record<string, string | undefined>;
  /** Types that the documentation lists and that no member is for. */
  withoutMember?: string[];
}

const RULES: Record<string, Rule> = {
  ParseNotificationResponse: { typeMember: 'EventType' },
  ParseLiveStreamProcessNotificationResponse: { typeMember: 'NotificationType' },
  MediaProcessTaskResult: {
    typeMember: 'Type',
    // The member's documentation says ImageSprite, the list of types and all samples say ImageSprites.
    irregular: { ImageSpriteTask: 'ImageSprites' },
    withoutMember: ['CoverBySnapshot'],
  },
  AiContentReviewResult: { typeMember: 'Type' },
  AiAnalysisResult: { typeMember: 'Type' },
  AiRecognitionResult: { typeMember: 'Type' },
  SmartSubtitlesResult: { typeMember: 'Type' },
  LiveStreamAiReviewResultItem: { typeMember: 'Type' },
  LiveStreamAiRecognitionResultItem: { typeMember: 'Type' },
  LiveStreamAiAnalysisResultItem: { typeMember: 'Type' },
  ActivityResItem: {
    // It stands beside the members' structure, in ActivityResult.
    typeMember: 'ActivityType',
    irregular: {
      TranscodeTask: 'Transcode',
      AnimatedGraphicTask: 'AnimatedGraphics',
      SnapshotByTimeOffsetTask: 'SnapshotByTimeOffset',
      SampleSnapshotTask: 'SampleSnapshot',
      ImageSpriteTask: 'ImageSprites',
      AdaptiveDynamicStreamingTask: 'AdaptiveDynamicStreaming',
      RecognitionTask: 'AIRecognition',
      ReviewTask: 'AiContentReview',
      AnalysisTask: 'AIAnalysis',
      QualityControlTask: 'AiQualityControl',
      SmartSubtitlesTask: 'SmartSubtitles',
      SmartEraseTask: 'SmartErase',
      // The type of a condition node is nowhere documented: it is told by its member.
      ExecRuleTask: undefined,
    },
  },
  MediaInputInfo: { typeMember: 'Type' },
  TaskOutputStorage: { typeMember: 'Type' },
};

/** The structures that name the filled member in a type member, by the name of the interface. */
export function unions(schema: Schema): Map<string, Union> {
  return new Map(Object.keys(RULES).map((name) => [name, union(schema, name)]));
}

function union(schema: Schema, name: string): Union {
  const { typeMember, irregular = {}, withoutMember = [] } = RULES[name] as Rule;
  const fields = fieldsOf(schema, name);
  const variants = fields.filter(holdsObjects).map((field) => {
    if (field.name in irregular) return { type: irregular[field.name], member: field.name };
    const type = documentedCondition(field);
    if (type === undefined) {
      throw new Error(
        `${name}.${field.name} is new, and its documentation does not say for which ${typeMember} it is filled. ` +
          'Find out, and add it to tests/conformance/variants.ts and to the kinds of src/mps/kinds.rs.',
      );
    }
    return { type, member: field.name };
  });
  const owner = name === 'ActivityResItem' ? fieldsOf(schema, 'ActivityResult') : fields;
  for (const type of documentedTypes(owner.find((field) => field.name === typeMember))) {
    if (!withoutMember.includes(type) && !variants.some((variant) => variant.type === type)) {
      throw new Error(
        `${name}: the documentation of ${typeMember} has the new type ${type}, and no member is for it. ` +
          'Add it to tests/conformance/variants.ts, and to src/mps/kinds.rs if it can come.',
      );
    }
  }
  return { typeMember, variants };
}

/** The type for which a member is filled, as its documentation says. */
function documentedCondition({ doc }: Field): string | undefined {
  return /(?:Type|类型)\s*为\s*：?\s*([A-Za-z][\w.-]*)/.exec(doc)?.[1];
}

function documentedTypes(field: Field | undefined): string[] {
  return field === undefined ? [] : documentedValues(field);
}

/** The values that the documentation of a field lists, in any of the ways that it does. */
export function documentedValues(field: Field): string[] {
  let values = DOCUMENTED.get(field);
  if (values === undefined) {
    values = readValues(field.doc);
    DOCUMENTED.set(field, values);
  }
  return values;
}

const DOCUMENTED = new WeakMap<Field, string[]>();

function readValues(doc: string): string[] {
  const listed = doc.matchAll(/(?:<li>|^\s*-)\s*([A-Za-z][\w.-]*)\s*(?:[：:。，\s]|<\/li>)/gm);
  const values = [...listed].map(([, value]) => value ?? '');
  if (values.length > 0) return values;
  return [...doc.matchAll(/([A-Z][A-Za-z]\w*)\s*：/g)].map(([, value]) => value ?? '');
}
