/**
 * Checkpoints as their authors publish them, read without Python: PyTorch's {@code .pth} through an
 * allow-list of pickle instructions, and {@code .safetensors}. Tensors are memory-mapped, never
 * copied to the heap.
 */
package org.maskfoundry.model.checkpoint;
