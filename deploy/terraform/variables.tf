variable "bucket" {
  description = "The bucket's full name with the APPID, such as results-1250000000."
  type        = string
}

variable "region" {
  description = "The function's region, such as ap-guangzhou."
  type        = string
}

variable "bucket_region" {
  description = "Region of the bucket, if it differs from the function's."
  type        = string
  default     = null
}

variable "prefix" {
  description = "Prefix of every key."
  type        = string
  default     = "mps/"
}

variable "name" {
  description = "The name of the function and of its role."
  type        = string
  default     = "mps-webhook"
}

variable "runtime" {
  description = "Nodejs8.9 or any newer one."
  type        = string
  default     = "Nodejs8.9"
}

variable "source_dir" {
  description = "The folder of the function, with your process.js in it, if you have one."
  type        = string
  default     = "../pkg/scf/mps-webhook"
}

variable "notify_on" {
  description = "Outcomes that notify: all, finished, attention, failure or none."
  type        = string
  default     = "finished"
}

variable "notify_lang" {
  description = "Language of messages: zh, en, ja or ko."
  type        = string
  default     = "zh"
}

variable "wecom_webhook_key" {
  description = "Key of the WeCom group bot; empty: no messages."
  type        = string
  default     = ""
  sensitive   = true
}

variable "invoke_functions" {
  description = "Functions to invoke with the event: name[:qualifier][@namespace]."
  type        = list(string)
  default     = []
}

variable "mps_trigger" {
  description = "Whether to try to create the MPS trigger; see the end of main.tf."
  type        = bool
  default     = false
}

variable "event_type" {
  description = "Event type of the trigger: WorkflowTask or EditMediaTask."
  type        = string
  default     = "WorkflowTask"
}

variable "watch" {
  description = "How far back the first round of the watch looks for events that never came, such as 24h, at most 7d; empty: no watch."
  type        = string
  default     = "24h"
}
