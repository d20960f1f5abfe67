/** The kernels of org.bitline.numerics on the Vector API; unresolved where the module is absent. */
package org.bitline.numerics.simd;
