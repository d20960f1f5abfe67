/** What a run leaves behind: folder, digest, claims, comparison. */
package org.bitline.engine.output;
