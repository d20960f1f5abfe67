/** Keyed random streams, matrix kernels, quantisers and the float32 reference operations. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package org.bitline.numerics;
