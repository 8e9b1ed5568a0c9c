variable "bucket" {
  description = "The bucket's full name with the APPID, such as results-1250000000."
  type        = string
}

variable "region" {
  description = "The function's region, such as ap-guangzhou."
  type        = string
}

variable "bucket_region" {
  description = "The bucket's region, if it is another."
  type        = string
  default     = null
}

variable "prefix" {
  description = "What every key begins with."
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
  description = "What people are told of: all, attention, failure or none."
  type        = string
  default     = "all"
}

variable "notify_lang" {
  description = "The language they are told in: zh, en, ja or ko."
  type        = string
  default     = "zh"
}

variable "wecom_webhook_key" {
  description = "The key of the WeCom group's bot; empty: nobody is told."
  type        = string
  default     = ""
  sensitive   = true
}

variable "invoke_functions" {
  description = "Functions that the event is handed to: name[:qualifier][@namespace]."
  type        = list(string)
  default     = []
}

variable "mps_trigger" {
  description = "Whether to try to make the MPS trigger; see the end of main.tf."
  type        = bool
  default     = false
}

variable "event_type" {
  description = "What the trigger is of: WorkflowTask or EditMediaTask."
  type        = string
  default     = "WorkflowTask"
}
