/** Weights, blocks of token vectors and keyed random streams. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package org.bitline.api.tensor;
