/** Tensors and strings in files: the public safetensors format, written and memory-mapped. */
package io.basketwise.models.format;
