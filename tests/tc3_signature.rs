//! The signature of API 3.0 against vectors: the one of the documents, and two made with the official SDK for Node.js.

use mps_webhook::sign::tc3::{Signed, authorization};

const ID: &str = "AKIDEXAMPLE0000000000000000000000000";
const KEY: &str = "SKEXAMPLE00000000000000000000000";

#[test]
fn the_example_of_the_documents() {
    let body = br#"{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}"#;
    let signed = Signed {
        service: "cvm",
        host: "cvm.tencentcloudapi.com",
        content_type: "application/json; charset=utf-8",
        body,
        time: 1_551_113_065_000,
    };
    let header = authorization("AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE", "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE", signed);
    assert_eq!(
        header,
        "TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE/2019-02-25/cvm/tc3_request, \
         SignedHeaders=content-type;host, \
         Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168"
    );
}

#[test]
fn an_invocation_with_text_beyond_ascii() {
    let body = r#"{"FunctionName":"mps-consumer","InvocationType":"Event","Qualifier":"$DEFAULT","Namespace":"default","ClientContext":"{\"EventType\":\"WorkflowTask\",\"note\":\"转码完成\"}"}"#;
    let signed = Signed {
        service: "scf",
        host: "scf.tencentcloudapi.com",
        content_type: "application/json",
        body: body.as_bytes(),
        time: 1_700_000_000_999,
    };
    assert!(
        authorization(ID, KEY, signed)
            .ends_with("Signature=e70e6866f0a11fd3a52469e8e774a956cf8f1e0699e6025c1d2ba9859bd4f854")
    );
}

#[test]
fn the_last_second_of_a_leap_day() {
    let signed = Signed {
        service: "scf",
        host: "scf.ap-guangzhou.tencentcloudapi.com",
        content_type: "application/json",
        body: b"{}",
        time: 1_709_251_199_000,
    };
    assert!(
        authorization(ID, KEY, signed)
            .ends_with("Signature=61d3e59ec266d12337517ba6a634f2d4938222121af36c93babce5c41ac2bfe6")
    );
}
