//! The verdict on a report: the one state that people see first.

use super::forms::Lend;
use super::names::{Attention, Outcome, Verdict};
use super::{Urgency, borrowed};

impl super::Report {
    /// The worst of the outcome, the reviews, the quality checks and the notification's contradictions.
    ///
    /// Messages, the command line and the inspector begin with it. A failure comes before what was found, and what was found
    /// before a task that still runs: see the order of [`Verdict`].
    ///
    /// ```
    /// use mps_webhook::{Event, report::Verdict};
    ///
    /// let event = br#"{"EventType":"WorkflowTask","WorkflowTaskEvent":{"TaskId":"t","Status":"FINISH","AiContentReviewResultSet":[
    ///     {"Type":"Porn","PornTask":{"Status":"SUCCESS","Output":{"Suggestion":"block","Confidence":99}}}]}}"#;
    /// for report in Event::from_slice(event)?.reports() {
    ///     assert_eq!(report?.verdict(), Verdict::Block);
    /// }
    /// # Ok::<(), mps_webhook::Error>(())
    /// ```
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.lend().verdict()
    }
}

impl borrowed::Report<'_> {
    /// See [`Report::verdict`](super::Report::verdict).
    pub(crate) fn verdict(&self) -> Verdict {
        match self.outcome {
            Outcome::Failure => return Verdict::Failure,
            Outcome::Partial => return Verdict::Partial,
            _ => {}
        }
        let findings = self.tasks.iter().flat_map(|task| &task.findings);
        match findings.map(borrowed::Finding::urgency).min() {
            Some(Urgency::Attention(Attention::Block)) => Verdict::Block,
            Some(Urgency::Attention(Attention::Defect)) => Verdict::Defect,
            Some(Urgency::Attention(Attention::Review)) => Verdict::Review,
            Some(Urgency::Warning) => Verdict::QualityWarning,
            _ if self.warnings.iter().any(|warning| warning.code == "contradiction") => Verdict::Contradiction,
            _ => match self.outcome {
                Outcome::Processing => Verdict::Processing,
                Outcome::Success => Verdict::Success,
                _ => Verdict::Unknown,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec;
    use alloc::vec::Vec;

    use crate::event::Event;
    use crate::report::Verdict;

    /// The verdict on a workflow with this transcode state, review suggestion and defect severity.
    fn of(status: &str, sub_task: &str, suggestion: &str, severity: &str) -> Verdict {
        let event = std::format!(
            r#"{{"EventType":"WorkflowTask","WorkflowTaskEvent":{{"TaskId":"t","Status":"{status}","MediaProcessResultSet":[
            {{"Type":"Transcode","TranscodeTask":{{"Status":"{sub_task}","Output":{{"Path":"/a.mp4","OutputStorage":{{"Type":"COS","CosOutputStorage":{{"Bucket":"b-1","Region":"r"}}}}}}}}}}],
            "AiContentReviewResultSet":[{{"Type":"Porn","PornTask":{{"Status":"SUCCESS","Output":{{"Suggestion":"{suggestion}"}}}}}}],
            "AiQualityControlTaskResult":{{"Status":"SUCCESS","Output":{{"QualityControlResultSet":[{{"Type":"Blur","QualityControlItems":[{{"StartTimeOffset":1,"SeverityLevel":"{severity}"}}]}}]}}}}}}}}"#
        );
        let event = Event::from_slice(event.as_bytes()).unwrap();
        let verdicts: Vec<_> = event.reports().map(|report| report.unwrap().verdict()).collect();
        assert_eq!(verdicts.len(), 1);
        verdicts[0]
    }

    #[test]
    fn the_worst_counts() {
        let cases = vec![
            (of("FINISH", "SUCCESS", "pass", "Info"), Verdict::Success),
            (of("PROCESSING", "PROCESSING", "pass", "Info"), Verdict::Processing),
            (of("FINISH", "PROCESSING", "pass", "Info"), Verdict::Contradiction),
            (of("FINISH", "SUCCESS", "pass", "Warning"), Verdict::QualityWarning),
            (of("FINISH", "SUCCESS", "review", "Warning"), Verdict::Review),
            (of("FINISH", "SUCCESS", "review", "Error"), Verdict::Defect),
            (of("PROCESSING", "PROCESSING", "block", "Fatal"), Verdict::Block),
            (of("FINISH", "FAIL", "block", "Fatal"), Verdict::Partial),
        ];
        for (index, (verdict, expected)) in cases.into_iter().enumerate() {
            assert_eq!(verdict, expected, "{index}");
        }
    }
}
