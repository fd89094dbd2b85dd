import type { RequestSummary } from '../../../preload/shapes/sharing.ts'
import { Fact } from '../../components/Fact.tsx'
import { Icon } from '../../components/Icon.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Part } from '../../components/Page.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { useText } from '../../text/TextContext.tsx'
import style from './Share.module.css'

/** Who asks and what for, as the register and the certificate know them. */
export function Asker({ request }: { request: RequestSummary }) {
  const { text } = useText()
  const { verifier } = request
  return (
    <Part title={text.share.who}>
      <div className={style['asker']}>
        <Icon name="building" size={36} />
        <div>
          <p className={style['name']}>{verifier.name}</p>
          <p className={style['registered']} data-registered={verifier.registered}>
            <Icon name={verifier.registered ? 'check' : 'warn'} size={18} />
            <Ruby>{verifier.registered ? text.share.registered : text.share.unregistered}</Ruby>
          </p>
        </div>
      </div>
      <p className={style['purpose']}>
        <span>
          <Ruby>{text.share.purpose}</Ruby>
        </span>
        <strong>{request.purpose}</strong>
      </p>
      <dl className={style['facts']}>
        <Fact name={text.share.certificate}>{verifier.certificateSubject}</Fact>
        <Fact name={text.share.host}>{verifier.host}</Fact>
        {verifier.privacyPolicy !== undefined && <Fact name={text.share.policy}>{verifier.privacyPolicy}</Fact>}
      </dl>
      {request.sharedBefore === 0 ? (
        <Notice kind="warn" level={3} title={text.share.first}>
          <p>
            <Ruby>{text.share.firstText}</Ruby>
          </p>
        </Notice>
      ) : (
        <p>
          <Ruby>{text.share.before(request.sharedBefore)}</Ruby>
        </p>
      )}
    </Part>
  )
}
