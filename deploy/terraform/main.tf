# The function, and a role that may do what it does and no more. Copy this folder beside pkg/, then:
#
#   terraform init
#   terraform apply -var bucket=results-1250000000 -var region=ap-guangzhou
#
# and make the MPS trigger in the console: see the end of this file.

terraform {
  required_version = ">= 1.3"
  required_providers {
    tencentcloud = {
      source = "tencentcloudstack/tencentcloud"
    }
    archive = {
      source = "hashicorp/archive"
    }
  }
}

provider "tencentcloud" {
  region = var.region
}

locals {
  # A bucket's name ends in the APPID of its owner.
  appid = regex("-([0-9]+)$", var.bucket)[0]

  # All options: docs/configuration.md
  environment = merge(
    {
      COS_BUCKET  = var.bucket
      COS_REGION  = coalesce(var.bucket_region, var.region)
      COS_PREFIX  = var.prefix
      NOTIFY_LANG = var.notify_lang
    },
    # Without a bot NOTIFY_ON has no effect.
    var.wecom_webhook_key == "" ? {} : {
      WECOM_WEBHOOK_KEY = var.wecom_webhook_key
      NOTIFY_ON         = var.notify_on
    },
    length(var.invoke_functions) == 0 ? {} : { INVOKE_FUNCTIONS = join(",", var.invoke_functions) },
  )
}

data "archive_file" "function" {
  type        = "zip"
  source_dir  = var.source_dir
  output_path = "${path.module}/mps-webhook.zip"
}

resource "tencentcloud_cam_role" "function" {
  name        = var.name
  description = "What the function ${var.name} may do"
  document = jsonencode({
    version = "2.0"
    statement = [{
      action    = ["name/sts:AssumeRole"]
      effect    = "allow"
      principal = { service = ["scf.qcloud.com"] }
    }]
  })
}

resource "tencentcloud_cam_policy" "function" {
  name = var.name
  document = jsonencode({
    version = "2.0"
    statement = concat(
      [{
        effect   = "allow"
        action   = ["name/cos:PutObject", "name/cos:GetObject"]
        resource = ["qcs::cos:${coalesce(var.bucket_region, var.region)}:uid/${local.appid}:${var.bucket}/${var.prefix}*"]
      }],
      length(var.invoke_functions) == 0 ? [] : [{
        effect   = "allow"
        action   = ["scf:InvokeFunction"]
        resource = ["*"]
      }],
      # What the watch needs: docs/operations.md.
      var.watch == "" ? [] : [
        {
          effect   = "allow"
          action   = ["mps:DescribeTasks", "mps:DescribeTaskDetail"]
          resource = ["*"]
        },
        {
          effect   = "allow"
          action   = ["name/cos:GetBucket"]
          resource = ["qcs::cos:${coalesce(var.bucket_region, var.region)}:uid/${local.appid}:${var.bucket}/*"]
        },
        {
          effect   = "allow"
          action   = ["name/cos:DeleteObject"]
          resource = [
            for folder in ["outbox", "failed"] :
            "qcs::cos:${coalesce(var.bucket_region, var.region)}:uid/${local.appid}:${var.bucket}/${var.prefix}${folder}/*"
          ]
        },
      ],
    )
  })
}

resource "tencentcloud_cam_role_policy_attachment" "function" {
  role_id   = tencentcloud_cam_role.function.id
  policy_id = tencentcloud_cam_policy.function.id
}

resource "tencentcloud_scf_function" "function" {
  name        = var.name
  description = "Archives MPS task notifications to COS"
  handler     = "index.main_handler"
  runtime     = var.runtime
  mem_size    = 128
  timeout     = var.watch == "" ? 10 : 30
  zip_file    = data.archive_file.function.output_path
  role        = tencentcloud_cam_role.function.name
  environment = local.environment

  depends_on = [tencentcloud_cam_role_policy_attachment.function]
}

# The watch: finds finished tasks whose events never came, every 30 minutes. docs/operations.md
resource "tencentcloud_scf_trigger_config" "watch" {
  count = var.watch == "" ? 0 : 1

  function_name   = tencentcloud_scf_function.function.name
  namespace       = "default"
  trigger_name    = "watch"
  type            = "timer"
  trigger_desc    = "0 */30 * * * * *"
  custom_argument = "watch ${var.watch}"
  enable          = "OPEN"
  qualifier       = "$DEFAULT"
}

# The MPS trigger is best made in the console (Trigger Management, Create a Trigger, MPS trigger): the documentation of
# this resource has the types cos, timer, ckafka and http, that of the API which it calls (CreateTrigger) these and cls, and
# Tencent's own tools make MPS triggers by another API. With mps_trigger = true it is tried all the same; that was never
# seen to work. The function is not touched by it.
resource "tencentcloud_scf_trigger" "mps" {
  count = var.mps_trigger ? 1 : 0

  function_name = tencentcloud_scf_function.function.name
  namespace     = "default"
  trigger_name  = "${var.name}-mps"
  type          = "mps"
  trigger_desc  = jsonencode({ eventType = var.event_type })
  enable        = "OPEN"
  qualifier     = "$DEFAULT"
}
