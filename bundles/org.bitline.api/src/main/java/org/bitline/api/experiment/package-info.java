/** Experiment descriptors and device models as they are written in files. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package org.bitline.api.experiment;
