/**
 * The HTTP service: one video or photo at a time as a request, batches as jobs, and a page to look
 * at what postura does. It runs the code of batch mode; nothing depends on this package.
 */
package org.postura.service;
