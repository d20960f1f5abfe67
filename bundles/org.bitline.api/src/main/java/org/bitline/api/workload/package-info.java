/** The graph of operations that a workload is, its inputs, its tasks, and static changes to it. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package org.bitline.api.workload;
