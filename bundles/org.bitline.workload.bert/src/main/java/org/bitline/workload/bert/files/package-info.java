/**
 * Reads models from disk: Hugging Face folders, safetensors, ONNX. Damage is told in a sentence.
 */
package org.bitline.workload.bert.files;
