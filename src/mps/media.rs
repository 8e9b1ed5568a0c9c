//! `MediaMetaData` and the output structures that share its members.

use alloc::vec::Vec;

use crate::asserted::Asserted;
use crate::json::Value;
use crate::report::MAX_STREAMS;
use crate::report::borrowed::{AudioStream, Media, VideoStream};

/// The media of a source. `None` if nothing is known of it, as for a source that could not be read.
pub(super) fn metadata<'v>(value: Value<'v>) -> Option<Media<'v>> {
    let media = media(value);
    (media != Media::default()).then_some(media)
}

/// The members that `MediaMetaData` shares with the output of a transcode and its siblings.
fn media<'v>(value: Value<'v>) -> Media<'v> {
    let (video, more_video) = streams(value.get("VideoStreamSet"), |stream| VideoStream {
        codec: stream.text_of("Codec"),
        width: stream.integer_of("Width"),
        height: stream.integer_of("Height"),
        fps: stream.get("Fps").number(),
        bitrate: stream.integer_of("Bitrate"),
    });
    let (audio, more_audio) = streams(value.get("AudioStreamSet"), |stream| AudioStream {
        codec: stream.text_of("Codec"),
        sample_rate: stream.integer_of("SamplingRate"),
        channels: stream.integer_of("Channel").filter(|channels| *channels != 0),
        bitrate: stream.integer_of("Bitrate"),
    });
    Media {
        duration: value.get("Duration").number(),
        width: value.integer_of("Width"),
        height: value.integer_of("Height"),
        size: value.integer_of("Size"),
        rotate: value.integer_of("Rotate").filter(|angle| *angle != 0),
        bitrate: value.integer_of("Bitrate"),
        container: value.text_of("Container"),
        video,
        audio,
        streams_omitted: i64::try_from(more_video.plus(more_audio)).ok().filter(|count| *count > 0),
    }
}

/// The first streams of a set, and how many more it has.
fn streams<'v, T>(set: Value<'v>, read: impl Fn(Value<'v>) -> T) -> (Vec<T>, usize) {
    let mut streams = set.elements().filter(|stream| stream.is_object());
    let first = streams.by_ref().take(MAX_STREAMS).map(read).collect();
    (first, streams.count())
}
