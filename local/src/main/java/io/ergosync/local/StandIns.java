package io.ergosync.local;

import io.ergosync.local.aws.ServiceEndpoints;
import io.ergosync.local.customer.CustomerLambda;
import io.ergosync.local.gateway.Folder;
import io.ergosync.local.gateway.Readout;
import io.ergosync.local.kinesis.KinesisStreams;
import io.ergosync.local.kinesis.LocalKinesis;
import io.ergosync.local.lambda.LocalServices;
import io.ergosync.local.objects.LocalObjects;
import io.ergosync.local.push.LocalSns;
import io.ergosync.local.push.PublishedMessages;
import io.ergosync.local.queue.LocalQueues;
import io.ergosync.local.queue.LocalSqs;
import io.ergosync.local.template.Template;
import io.ergosync.runtime.ConfigurationException;
import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.regions.Region;

/**
 * The services that functions call, and what can be seen of those that are in this process.
 *
 * @param readouts by the name below {@code /local/}
 * @param folders by the name below {@code /local/}
 */
record StandIns(
    LocalServices services, Map<String, Readout> readouts, Map<String, Folder> folders) {
  /**
   * Those that settings ask for.
   *
   * @param root the URL of the local cloud
   * @throws ConfigurationException if a service is to be elsewhere, and its variable is no URL
   */
  static StandIns open(Settings settings, Template template, URI root, CustomerLambda lambda) {
    ServiceEndpoints endpoints =
        new ServiceEndpoints(settings.environment(), Region.of(Template.REGION));
    PublishedMessages published = new PublishedMessages();
    KinesisStreams streams = new KinesisStreams();
    LocalQueues queues = new LocalQueues(template.queues(), settings.clock());
    LocalObjects objects =
        LocalObjects.of(
            endpoints, URI.create(root + "/local/objects"), settings.clock(), settings.random());
    return new StandIns(
        new LocalServices(
            lambda.client(),
            LocalSns.of(endpoints, published),
            LocalKinesis.of(endpoints, streams),
            LocalSqs.of(endpoints, queues),
            objects,
            endpoints.anyElsewhere()),
        Map.of(
            "invocations", lambda.invocations(),
            "pushes", published,
            "kinesis", streams,
            "queues", queues),
        Map.of("kinesis", Folder.ofReadouts(streams::stream), "objects", objects.folder()));
  }
}
